import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BadgeTone } from './badge';
import { cn } from './cn';

const TONES: Record<BadgeTone, { icon: typeof Info; look: string; ink: string }> = {
  neutral: { icon: Info, look: 'border-line bg-sunken', ink: 'text-muted' },
  attention: { icon: TriangleAlert, look: 'border-attention-line bg-attention-soft', ink: 'text-attention' },
  good: { icon: CircleCheck, look: 'border-good-line bg-good-soft', ink: 'text-good' },
  bad: { icon: CircleAlert, look: 'border-bad-line bg-bad-soft', ink: 'text-bad' },
};

interface AlertProps {
  tone?: BadgeTone;
  title?: string;
  children?: ReactNode;
  /** Buttons at the end. */
  actions?: ReactNode;
  /** A screen reader interrupts for an `alert`; a `status` waits. A `group` has controls, and its place announces it. */
  role?: 'alert' | 'status' | 'group';
  className?: string;
}

/** A message that the person must read, placed where its cause is. */
export function Alert({ tone = 'bad', title, children, actions, role = 'alert', className }: AlertProps) {
  const { icon: Icon, look, ink } = TONES[tone];
  return (
    <div
      role={role}
      className={cn('flex items-start gap-2 rounded-md border px-3 py-2 text-ink text-sm', look, className)}
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', ink)} />
      <div className="min-w-0 flex-1 break-words">
        {title && (
          <p className="font-medium">
            <bdi>{title}</bdi>
          </p>
        )}
        <bdi>{children}</bdi>
      </div>
      {actions && <div className="flex shrink-0 gap-2">{actions}</div>}
    </div>
  );
}
