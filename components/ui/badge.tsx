import { CircleAlert, CircleCheck, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';

const TONES = {
  neutral: 'border-line bg-sunken text-ink',
  attention: 'border-attention-line bg-attention-soft text-attention',
  good: 'border-good-line bg-good-soft text-good',
  bad: 'border-bad-line bg-bad-soft text-bad',
} as const;

export type BadgeTone = keyof typeof TONES;

/** Colour is never the only signal: each tone has an icon as well as a word. Neutral is no signal. */
const ICONS: Record<BadgeTone, LucideIcon | null> = {
  neutral: null,
  attention: TriangleAlert,
  good: CircleCheck,
  bad: CircleAlert,
};

interface BadgeProps extends ComponentProps<'span'> {
  tone?: BadgeTone;
  /** Instead of the tone's own icon; `null` for none. */
  icon?: LucideIcon | null;
  children: string;
}

/** A word with an icon and colour. Clips instead of wrapping; the title has the whole text. */
export function Badge({ tone = 'neutral', icon, className, children, ...rest }: BadgeProps) {
  const Icon = icon === undefined ? ICONS[tone] : icon;
  return (
    <span
      title={children}
      {...rest}
      className={cn(
        'inline-flex h-5 min-w-0 max-w-full items-center gap-1 rounded-sm border px-1.5 font-medium text-xs',
        TONES[tone],
        className,
      )}
    >
      {Icon && <Icon aria-hidden className="size-3 shrink-0" />}
      <span dir="auto" className="truncate">
        {children}
      </span>
    </span>
  );
}
