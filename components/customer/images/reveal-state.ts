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
}

type LockReason = 'fresh' | 'hidden' | 'expired' | 'left';

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
  | { type: 'answer'; turn: number; images: Omit<RevealedImages, 'phase'> }
  | { type: 'fail'; turn: number; error: ApiError }
  | { type: 'lock'; why: LockReason };

export const LOCKED: RevealState = { turn: 0, view: { phase: 'locked', why: 'fresh' } };

export function revealStep(state: RevealState, action: RevealAction): RevealState {
  switch (action.type) {
    case 'ask':
      return { turn: state.turn + 1, view: { phase: 'loading', optimized: action.optimized } };
    case 'lock':
      return { turn: state.turn + 1, view: { phase: 'locked', why: action.why } };
    case 'answer':
      return isAwaited(state, action.turn) ? { ...state, view: { phase: 'shown', ...action.images } } : state;
    case 'fail':
      return isAwaited(state, action.turn) && state.view.phase === 'loading'
        ? { ...state, view: { phase: 'failed', optimized: state.view.optimized, error: action.error } }
        : state;
  }
}

/** Whether the answer to this request is still wanted. */
export function isAwaited(state: RevealState, turn: number): boolean {
  return state.turn === turn;
}

/** Ms until images that appeared at `shownAt` must go; zero or less when they are due. Both times are epoch ms. */
export function timeLeft(shownAt: number, now: number): number {
  return shownAt + IMAGES_STAY - now;
}
