import type { ComponentProps } from 'react';
import { cn } from './cn';

const TONES = {
  neutral: 'border-line bg-sunken text-ink',
  attention: 'border-attention-line bg-attention-soft text-attention',
  good: 'border-good-line bg-good-soft text-good',
  bad: 'border-bad-line bg-bad-soft text-bad',
} as const;

export type BadgeTone = keyof typeof TONES;

/** Shapes in `globals.css`. */
type BadgeIcon = 'warning' | 'check' | 'alert' | 'calendar-x' | 'hourglass';

const ICON_CLASS: Record<BadgeIcon, string> = {
  warning: 'badge-warning',
  check: 'badge-check',
  alert: 'badge-alert',
  'calendar-x': 'badge-calendar-x',
  hourglass: 'badge-hourglass',
};

/** Colour is never the only signal: each tone has an icon as well as a word. Neutral is no signal. */
const ICONS: Record<BadgeTone, BadgeIcon | null> = {
  neutral: null,
  attention: 'warning',
  good: 'check',
  bad: 'alert',
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
    <span
      title={children}
      dir="auto"
      {...rest}
      className={cn('badge', icon && ICON_CLASS[icon], TONES[tone], className)}
    >
      {children}
    </span>
  );
}
