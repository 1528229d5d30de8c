'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useCall } from '@/components/shell/use-call';
import { refreshActivity } from '@/lib/client/activity';
import type { ApiError } from '@/lib/client/api-error';
import { keepImages, type Reveal, revealImages } from '@/lib/client/images';
import { isAwaited, LOCKED, type RevealAction, revealStep, timeLeft } from './reveal-state';

/** The longest time between two looks at the clock, ms. */
const LOOK_AT_CLOCK = 5_000;

/**
 * The images of one customer, from locked to shown and back. They live in this component's state alone: no query cache,
 * no storage. Every way out of `shown` (hiding, five minutes, leaving the page, unmounting) revokes the object URLs. An
 * answer that arrives after one of them is dropped, and no object URL is made for it.
 */
export function useReveal(uuid: string, onError: (error: ApiError) => void) {
  const client = useQueryClient();
  const { send, stopped, stepUp } = useCall('The images did not arrive whole.');
  const [state, setState] = useState(LOCKED);
  // State lags until the next render; the ref does not. An answer must be compared with the latest lock.
  const latest = useRef(LOCKED);
  const step = useCallback((action: RevealAction) => {
    latest.current = revealStep(latest.current, action);
    setState(latest.current);
  }, []);

  /** The call under way, and the turn that its answer counts for. */
  const underWay = useRef<{ optimized: boolean; turn: number } | null>(null);

  const reveal = (optimized: boolean) => {
    if (underWay.current !== null) {
      // The images were hidden meanwhile. The call is recorded already, and its answer shows them again.
      step({ type: 'ask', optimized: underWay.current.optimized });
      underWay.current.turn = latest.current.turn;
      return;
    }
    const call = { optimized, turn: 0 };
    send(
      (_signal, why) => {
        step({ type: 'ask', optimized });
        call.turn = latest.current.turn;
        underWay.current = call;
        return revealImages(uuid, optimized, why).finally(() => {
          underWay.current = null;
          refreshActivity(client, uuid);
        });
      },
      ({ manifest, blobs }) => {
        const { turn } = call;
        if (!isAwaited(latest.current, turn)) return;
        step({ type: 'answer', turn, images: { manifest, urls: objectUrls(blobs), shownAt: Date.now() } });
      },
      (error) => {
        const { turn } = call;
        if (!isAwaited(latest.current, turn)) return;
        step({ type: 'fail', turn, error });
        onError(error);
      },
    );
  };

  // A person who declines a step-up ends the call without an answer, so the images count as never asked for.
  const view = stopped && state.view.phase === 'loading' ? LOCKED.view : state.view;
  useEffect(() => {
    if (stopped) step({ type: 'stopped' });
  }, [stopped, step]);
  const keeping = useCall();
  /** The images that were to be kept: a failure goes with them. */
  const [keptTurn, setKeptTurn] = useState(0);
  const keep = () => {
    const { turn } = latest.current;
    setKeptTurn(turn);
    keeping.send(
      () => keepImages(uuid).finally(() => refreshActivity(client, uuid)),
      () => step({ type: 'keep', turn, at: Date.now() }),
      onError,
    );
  };

  const urls = view.phase === 'shown' ? view.urls : null;
  useEffect(
    () => () => {
      for (const url of urls?.values() ?? []) URL.revokeObjectURL(url);
    },
    [urls],
  );
  const until = view.phase === 'shown' ? view.until : null;
  useEffect(() => {
    if (until === null) return;
    let timer: ReturnType<typeof setTimeout>;
    // Timers stand still while a laptop sleeps, so each of them looks at the clock. Waking may bring no event at all.
    const lockIfDue = () => {
      clearTimeout(timer);
      const left = timeLeft(until, Date.now());
      if (left <= 0) step({ type: 'lock', why: 'expired' });
      else timer = setTimeout(lockIfDue, Math.min(left, LOOK_AT_CLOCK));
    };
    lockIfDue();
    document.addEventListener('visibilitychange', lockIfDue);
    window.addEventListener('focus', lockIfDue);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', lockIfDue);
      window.removeEventListener('focus', lockIfDue);
    };
  }, [until, step]);

  useEffect(() => {
    // Synchronously: the browser may keep the page for Back, and would show it again with the images still painted.
    const leave = () => flushSync(() => step({ type: 'lock', why: 'left' }));
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      // An answer that comes after unmounting is not awaited. No state is set: the component is gone.
      latest.current = revealStep(latest.current, { type: 'lock', why: 'left' });
    };
  }, [step]);

  return {
    state: view,
    stepUp: (
      <>
        {stepUp}
        {keeping.stepUp}
      </>
    ),
    reveal,
    /** Asks to go on looking. */
    keep: { ask: keep, busy: keeping.busy, error: keptTurn === state.turn ? keeping.error : null },
    hide: () => step({ type: 'lock', why: 'hidden' }),
  };
}

function objectUrls(blobs: Reveal['blobs']): ReadonlyMap<string, string> {
  return new Map(Array.from(blobs, ([id, blob]) => [id, URL.createObjectURL(blob)]));
}
