import { CircleCheck, CircleMinus, CircleX, type LucideIcon, TriangleAlert } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import type { Verdict as VerdictKind } from '@/lib/kyc/checks';

const LOOKS: Record<VerdictKind, { icon: LucideIcon; ink: string }> = {
  passed: { icon: CircleCheck, ink: 'text-good' },
  failed: { icon: CircleX, ink: 'text-bad' },
  attention: { icon: TriangleAlert, ink: 'text-attention' },
  'not-given': { icon: CircleMinus, ink: 'text-muted' },
};

/** A verdict: icon, word, colour, in this order of importance to somebody who can't see one of them. */
export function Verdict({ verdict, word }: { verdict: VerdictKind; word: string }) {
  const { icon: Icon, ink } = LOOKS[verdict];
  return (
    <span className={cn('flex items-center gap-1.5 font-medium', ink)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {word}
    </span>
  );
}
