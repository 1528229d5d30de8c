import { CallProblem } from '@/components/shell/call-problem';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { chainFinding } from '@/lib/words/audit';
import { type ChainLineProps, VerifiedBy } from './chain-line';

/** The chain is broken, or could not be checked: neither may be overlooked. */
export function ChainAlert({ chain, verify: { state, verify } }: ChainLineProps) {
  const look = 'shrink-0 rounded-none border-x-0 border-b-0 px-4';
  if (state.phase === 'failed') {
    return (
      <CallProblem
        className={look}
        error={state.error}
        title="The chain could not be verified."
        actions={
          <Button size="sm" onClick={verify}>
            Try again
          </Button>
        }
      />
    );
  }
  if (!chain || chain.verdict === 'intact' || state.phase === 'running') return null;
  const [first, ...others] = state.phase === 'done' ? state.messages : [];
  return (
    <Alert className={look}>
      <strong className="font-semibold">{chainFinding(chain.verdict, chain.seq)}</strong>
      <VerifiedBy chain={chain} />. {first && `${first} `}The trail was changed behind the desk’s back. Keep the
      database and the checkpoint file as they are, and tell the people who answer for security.
      {others.length > 0 && (
        <ul aria-label="Further findings" className="mt-2 max-h-40 list-disc space-y-1 overflow-y-auto ps-5">
          {others.map((text) => (
            <li key={text}>
              <bdi>{text}</bdi>
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
