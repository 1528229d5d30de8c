import type { ApiError } from '@/lib/client/api-error';
import type { ImageManifest } from '@/lib/contracts/images';

/** How long revealed images stay on screen, ms. */
export const IMAGES_STAY = 5 * 60_000;

export interface RevealedImages {
  phase: 'shown';
  manifest: ImageManifest;
  /** Object URLs by image id. The hook revokes them when this state ends. */
  urls: ReadonlyMap<string, string>;
  /** Epoch ms. */
  shownAt: number;
  /** When they hide, epoch ms: five minutes after they came, or after the person chose to keep them. */
  until: number;
  /** Others were asked for, such as the originals. These stay until the others are there. */
  others?: 'asked' | ApiError | undefined;
}

type LockReason = 'fresh' | 'hidden' | 'expired' | 'expired-kept' | 'left';

export type RevealPhase =
  | { phase: 'locked'; why: LockReason }
  | { phase: 'loading'; optimized: boolean }
  | { phase: 'failed'; optimized: boolean; error: ApiError }
  | RevealedImages;

export interface RevealState {
  /** Counts requests and locks. An answer counts only if neither has happened since its request. */
  turn: number;
  view: RevealPhase;
}

export type RevealAction =
  | { type: 'ask'; optimized: boolean }
  | { type: 'answer'; turn: number; images: Omit<RevealedImages, 'phase' | 'until'> }
  | { type: 'fail'; turn: number; error: ApiError }
  /** The person goes on looking: recorded at `at`, epoch ms. */
  | { type: 'keep'; turn: number; at: number }
  /** The person has declined the question that came before the answer: no others are on their way. */
  | { type: 'stopped' }
  | { type: 'lock'; why: LockReason };

export const LOCKED: RevealState = { turn: 0, view: { phase: 'locked', why: 'fresh' } };

export function revealStep(state: RevealState, action: RevealAction): RevealState {
  switch (action.type) {
    case 'ask':
      return {
        turn: state.turn + 1,
        view:
          state.view.phase === 'shown'
            ? { ...state.view, others: 'asked' }
            : { phase: 'loading', optimized: action.optimized },
      };
    case 'lock':
      // The others are still awaited: what the person has asked for is recorded already.
      if (action.why === 'expired' && state.view.phase === 'shown' && state.view.others === 'asked') {
        return { ...state, view: { phase: 'loading', optimized: false } };
      }
      return { turn: state.turn + 1, view: { phase: 'locked', why: whyLocked(state.view, action.why) } };
    case 'answer':
      return isAwaited(state, action.turn)
        ? { ...state, view: { phase: 'shown', ...action.images, until: action.images.shownAt + IMAGES_STAY } }
        : state;
    case 'keep':
      return isAwaited(state, action.turn) && state.view.phase === 'shown'
        ? { ...state, view: { ...state.view, until: action.at + IMAGES_STAY } }
        : state;
    case 'stopped':
      return state.view.phase === 'shown' && state.view.others === 'asked'
        ? { ...state, view: { ...state.view, others: undefined } }
        : state;
    case 'fail':
      if (isAwaited(state, action.turn) && state.view.phase === 'shown') {
        return { ...state, view: { ...state.view, others: action.error } };
      }
      return isAwaited(state, action.turn) && state.view.phase === 'loading'
        ? { ...state, view: { phase: 'failed', optimized: state.view.optimized, error: action.error } }
        : state;
  }
}

/** Images that were kept have been on screen for longer than the five minutes that the words would tell of. */
function whyLocked(view: RevealPhase, why: LockReason): LockReason {
  const wasKept = view.phase === 'shown' && view.until > view.shownAt + IMAGES_STAY;
  return why === 'expired' && wasKept ? 'expired-kept' : why;
}

/** Whether the answer to this request is still wanted. */
export function isAwaited(state: RevealState, turn: number): boolean {
  return state.turn === turn;
}

/** Ms until the images must go; zero or less when they are due. Both times are epoch ms. */
export function timeLeft(until: number, now: number): number {
  return until - now;
}
