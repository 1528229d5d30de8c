'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { flushSync } from 'react-dom';
import { refreshActivity } from '@/lib/client/activity';
import { ApiError } from '@/lib/client/api-error';
import { type Reveal, revealImages } from '@/lib/client/images';
import type { ImageManifest } from '@/lib/contracts/images';

/** How long revealed images stay, ms. */
export const IMAGES_STAY = 5 * 60_000;

export interface RevealedImages {
  phase: 'shown';
  manifest: ImageManifest;
  /** Object URLs by image id. They live exactly as long as this state. */
  urls: ReadonlyMap<string, string>;
  shownAt: number;
}

export type RevealState =
  | { phase: 'locked'; why: 'fresh' | 'hidden' | 'expired' | 'left' }
  | { phase: 'loading'; optimized: boolean }
  | { phase: 'failed'; optimized: boolean; error: ApiError }
  | RevealedImages;

type Lock = Extract<RevealState, { phase: 'locked' }>;

/**
 * The images of one customer, from locked to shown and back. They are in this component's state and nowhere else: no
 * query cache, no storage. Every way out of `shown` (hiding, five minutes, leaving the page, unmounting) revokes the
 * object URLs, and an answer that comes after one is dropped unopened.
 */
export function useReveal(uuid: string, onError: (error: ApiError) => void) {
  const [state, set] = useReducer((_: RevealState, next: RevealState) => next, { phase: 'locked', why: 'fresh' });
  const client = useQueryClient();
  /** Counts asks and locks: an answer counts only if nothing happened since its question. */
  const turn = useRef(0);

  const lock = useCallback((why: Lock['why']) => {
    turn.current += 1;
    set({ phase: 'locked', why });
  }, []);

  const reveal = async (optimized: boolean) => {
    turn.current += 1;
    const asked = turn.current;
    set({ phase: 'loading', optimized });
    try {
      const answer = await revealImages(uuid, optimized);
      if (turn.current === asked) set(open(answer));
    } catch (reason) {
      const error = asApiError(reason);
      if (turn.current !== asked) return;
      set({ phase: 'failed', optimized, error });
      onError(error);
    } finally {
      refreshActivity(client, uuid);
    }
  };

  useEffect(() => {
    if (state.phase !== 'shown') return;
    const lockIfDue = () => Date.now() - state.shownAt >= IMAGES_STAY && lock('expired');
    const timer = setTimeout(() => lock('expired'), IMAGES_STAY);
    // Timers stand still while a laptop sleeps: look at the clock on waking.
    document.addEventListener('visibilitychange', lockIfDue);
    window.addEventListener('focus', lockIfDue);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', lockIfDue);
      window.removeEventListener('focus', lockIfDue);
      for (const url of state.urls.values()) URL.revokeObjectURL(url);
    };
  }, [state, lock]);

  useEffect(() => {
    // Synchronously: a page kept for Back would otherwise come back with its images still painted.
    const leave = () => flushSync(() => lock('left'));
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      turn.current += 1;
    };
  }, [lock]);

  return { state, reveal: (optimized: boolean) => void reveal(optimized), hide: () => lock('hidden') };
}

function open({ manifest, blobs }: Reveal): RevealedImages {
  const urls = new Map(Array.from(blobs, ([id, blob]) => [id, URL.createObjectURL(blob)]));
  return { phase: 'shown', manifest, urls, shownAt: Date.now() };
}

function asApiError(reason: unknown): ApiError {
  if (reason instanceof ApiError) return reason;
  return new ApiError('internal', 'The images did not arrive whole.', 0);
}
