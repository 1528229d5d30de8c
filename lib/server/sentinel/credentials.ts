import 'server-only';
import type { CallKind } from './pools';

/** What was refused: a kind of call, or `self`, the call that checks the credentials themselves. */
export type RefusedCall = CallKind | 'self';

/** What the vendor thinks of the credentials, as this process knows. Times are ms since 1970. */
export interface CredentialsState {
  /** Since when they are refused; `null` while they are not. */
  refusedSince: number | null;
  /** When a call was last answered with a 200; `null` before the first one. */
  lastAnswer: number | null;
}

export interface CredentialsWatch {
  refused(call: RefusedCall): void;
  answered(call: RefusedCall): void;
  state(): CredentialsState;
}

/** How long the refusal of one kind of call stands while the vendor accepts the credentials themselves, ms. */
const STANDS_FOR = 60_000;

/**
 * Remembers whether the vendor refuses the credentials (docs/sentinel-contract.md, Conventions). A refusal counts until the
 * same kind of call is answered. The vendor may refuse one kind of call alone, so an answer to another kind ends nothing.
 * A kind that nobody asks for again must not stay refused for ever: the check of the credentials ends it after a minute.
 */
export function createCredentialsWatch(now: () => number = Date.now): CredentialsWatch {
  const refusals = new Map<RefusedCall, { since: number; last: number }>();
  let lastAnswer: number | null = null;
  return {
    refused: (call) => {
      const at = now();
      refusals.set(call, { since: refusals.get(call)?.since ?? at, last: at });
    },
    answered: (call) => {
      lastAnswer = now();
      refusals.delete(call);
      // Any answer shows that the credentials themselves are accepted.
      refusals.delete('self');
      if (call !== 'self') return;
      for (const [kind, { last }] of refusals) if (lastAnswer - last >= STANDS_FOR) refusals.delete(kind);
    },
    state: () => {
      const since = [...refusals.values()].map((refusal) => refusal.since);
      return { refusedSince: since.length === 0 ? null : Math.min(...since), lastAnswer };
    },
  };
}
