import type { ComponentProps } from 'react';
import { cn } from './cn';

const TONES = {
  neutral: 'border-line bg-sunken text-ink',
  attention: 'border-attention-line bg-attention-soft text-attention',
  good: 'border-good-line bg-good-soft text-good',
  bad: 'border-bad-line bg-bad-soft text-bad',
} as const;

export type BadgeTone = keyof typeof TONES;

/** The classes of the shapes in `globals.css`. */
type BadgeIcon = 'badge-warning' | 'badge-check' | 'badge-alert' | 'badge-calendar-x' | 'badge-hourglass';

/** Colour is never the only signal: each tone has an icon as well as a word. Neutral is no signal. */
const ICONS: Record<BadgeTone, BadgeIcon | null> = {
  neutral: null,
  attention: 'badge-warning',
  good: 'badge-check',
  bad: 'badge-alert',
};

interface BadgeProps extends ComponentProps<'span'> {
  tone?: BadgeTone;
  /** Instead of the tone's own icon; `null` for none. */
  icon?: BadgeIcon | null;
  children: string;
}

/**
 * A word with an icon and colour, as one element: lists draw hundreds of them. Clips instead of wrapping; the title has
 * the whole text.
 */
export function Badge({ tone = 'neutral', icon = ICONS[tone], className, children, ...rest }: BadgeProps) {
  return (
    <span title={children} dir="auto" {...rest} className={cn('badge', icon, TONES[tone], className)}>
      {children}
    </span>
  );
}
