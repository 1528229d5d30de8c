import { CircleHelp, ShieldCheck } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import type { ChainStatus } from '@/lib/contracts/audit';
import { chainFinding } from '@/lib/words/audit';
import { utcText } from '@/lib/words/audit-time';
import { formatClock, formatMoment } from '@/lib/words/format';
import { formatCount } from '@/lib/words/numbers';
import { RANGE_WORDS } from '@/lib/words/ranges';
import type { Verify } from './use-verify';

export interface ChainLineProps {
  /** What was last found out; `undefined` while nobody knows. */
  chain: ChainStatus | null | undefined;
  verify: Verify;
}

/** What is known of the chain, in a line; what is wrong with it is a `ChainAlert`. */
export function ChainLine({ chain, verify: { state, cancel } }: ChainLineProps) {
  if (state.phase === 'running') {
    const { checked, total } = state.progress ?? { checked: undefined, total: 0 };
    return (
      <div className="flex min-h-8 items-center gap-3">
        <Progress label="Verifying the chain" value={checked} max={total} className="w-40" />
        <span className="text-muted tabular-nums">
          <bdi>
            {checked === undefined ? 'Starting…' : RANGE_WORDS.rowsOf(formatCount(checked), formatCount(total))}
          </bdi>
        </span>
        <Button size="sm" onClick={cancel}>
          Cancel
        </Button>
      </div>
    );
  }
  return (
    <p role="status" className="flex min-h-8 min-w-0 items-center gap-1.5">
      {state.phase === 'cancelled' && (
        <span className="text-muted">
          <bdi>The check was stopped.</bdi>
        </span>
      )}
      {chain?.verdict === 'intact' && (
        <Intact chain={chain} message={state.phase === 'done' ? state.messages[0] : undefined} />
      )}
      {chain === null && (
        <>
          <CircleHelp aria-hidden className="size-4 shrink-0 text-muted" />
          <span className="text-muted">Not verified yet</span>
        </>
      )}
    </p>
  );
}

/** `message` says also what could not be checked: without checkpoints, nobody knows of a tail that was cut off. */
function Intact({ chain, message }: { chain: ChainStatus; message: string | undefined }) {
  return (
    <>
      <ShieldCheck aria-hidden className="size-4 shrink-0 text-good" />
      <span className="min-w-0">
        <bdi>
          <span className="font-medium text-good">{chainFinding(chain.verdict, chain.seq)}</span>
          <VerifiedBy chain={chain} />
        </bdi>
        {message && (
          <span className="block text-muted text-xs">
            <bdi>{message}</bdi>
          </span>
        )}
      </span>
    </>
  );
}

/** ", verified 14:05 by …": with the day, unless it was today. */
export function VerifiedBy({ chain: { at, by, byName } }: { chain: ChainStatus }) {
  const today = new Date(at).toDateString() === new Date().toDateString();
  return (
    <span className="text-muted" title={utcText(at)}>
      , verified {today ? formatClock(at) : formatMoment(at)}
      {(byName ?? by) !== null && (
        <>
          {' by '}
          <bdi title={by ?? undefined} className="[overflow-wrap:anywhere]">
            {byName ?? by}
          </bdi>
        </>
      )}
    </span>
  );
}
