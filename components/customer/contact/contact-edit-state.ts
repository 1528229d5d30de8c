import type { ApiError } from '@/lib/client/api-error';
import type { Contact, ContactPatch } from '@/lib/contracts/requests';
import { type ContactField, type Draft, draftOf, type Judgements, patchOf, rebase } from './contact-draft';
import { type CorrectionProblem, fieldProblems, holds, problemOf } from './contact-problem';

/** One correction, from opening the dialog until it is saved. No failure changes the draft. */
export interface ContactEditState {
  /** The contact that the person saw. The server compares it with Sentinel's before it writes. */
  expected: Contact;
  draft: Draft;
  problem: CorrectionProblem | null;
  /** The server's message per field. */
  serverSays: Partial<Record<ContactField, string>>;
  /** The patch that was sent last, to compare with what Sentinel holds after a lost answer. */
  sent: ContactPatch | null;
}

export type ContactEditAction =
  | { type: 'typed'; field: ContactField; text: string }
  | { type: 'sent'; patch: ContactPatch }
  | { type: 'save-failed'; error: ApiError }
  /** The person goes on from a newer contact. */
  | { type: 'continued'; current: Contact }
  /** Sentinel was asked after a lost answer, and does not hold the change. */
  | { type: 'not-saved'; current: Contact }
  | { type: 'check-failed'; error: ApiError };

export function startEdit(seen: Contact): ContactEditState {
  return { expected: seen, draft: draftOf(seen), problem: null, serverSays: {}, sent: null };
}

export function contactEditStep(state: ContactEditState, action: ContactEditAction): ContactEditState {
  switch (action.type) {
    case 'typed':
      return {
        ...state,
        draft: { ...state.draft, [action.field]: action.text },
        serverSays: { ...state.serverSays, [action.field]: undefined },
      };
    case 'sent':
      return { ...state, problem: null, serverSays: {}, sent: action.patch };
    case 'save-failed': {
      const problem = state.sent && problemOf(action.error, state.sent);
      // What waits for a second person is no draft any more: sending it again would ask for the same once more.
      const draft = problem?.kind === 'waits' ? draftOf(state.expected) : state.draft;
      return { ...state, draft, problem, serverSays: fieldProblems(action.error) };
    }
    case 'continued':
      return { ...onto(state, action.current), problem: null };
    case 'not-saved':
      return { ...onto(state, action.current), problem: { kind: 'not-saved', current: action.current } };
    case 'check-failed':
      return { ...state, problem: { kind: 'unknown-outcome', message: action.error.message, lostAnswer: true } };
  }
}

/** The patch that may be sent now, or `null`. */
export function sendablePatch(state: ContactEditState, judgements: Judgements): ContactPatch | null {
  // Nothing can be saved against a contact that is known to be outdated: the person goes on from the current one first.
  return state.problem?.kind === 'changed-meanwhile' ? null : patchOf(judgements, state.expected);
}

/** Whether Sentinel's contact has everything that was sent last. */
export function arrived(state: ContactEditState, current: Contact): boolean {
  return state.sent !== null && holds(current, state.sent);
}

function onto(state: ContactEditState, current: Contact): ContactEditState {
  return { ...state, expected: current, draft: rebase(state.draft, state.expected, current) };
}
