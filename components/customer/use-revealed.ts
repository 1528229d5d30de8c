'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useCall } from '@/components/shell/use-call';
import { refreshActivity } from '@/lib/client/activity';
import type { ApiError } from '@/lib/client/api-error';
import { revealField } from '@/lib/client/reveal';
import type { FieldPlace } from '@/lib/contracts/knowledge';
import { placeKey, type RevealedFields, stillRevealed } from './hidden-fields';

/** The longest time between two looks at the clock, ms. */
const LOOK_AT_CLOCK = 5_000;
const NONE: RevealedFields = new Map();

/**
 * The hidden fields of one customer that this person has revealed. They live in this component's state alone, as images
 * do: five minutes, leaving the page or unmounting hide them again.
 */
export function useRevealed(uuid: string, onError: (error: ApiError) => void) {
  const client = useQueryClient();
  const { send, busy, error, stepUp } = useCall('The field could not be read. Try again.');
  const [revealed, setRevealed] = useState(NONE);
  const [asked, setAsked] = useState<string | null>(null);

  const reveal = (place: FieldPlace) => {
    if (busy) return;
    setAsked(placeKey(place));
    send(
      (_signal, why) => revealField(uuid, place, why).finally(() => refreshActivity(client, uuid)),
      (field) => setRevealed((shown) => new Map(shown).set(placeKey(place), { ...field, at: Date.now() })),
      onError,
    );
  };

  const shown = revealed.size;
  useEffect(() => {
    if (shown === 0) return;
    // Timers stand still while a laptop sleeps, so each look compares the clock.
    const look = () => setRevealed((fields) => stillRevealed(fields, Date.now()));
    // Synchronously: the browser may keep the page for Back, and would show it again with the fields still painted.
    const leave = () => flushSync(() => setRevealed(NONE));
    const timer = setInterval(look, LOOK_AT_CLOCK);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('pagehide', leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('pagehide', leave);
    };
  }, [shown]);

  return {
    revealed,
    stepUp,
    reveal,
    /** The field whose call is under way, and why the last call for a field failed. */
    under: busy ? asked : null,
    failed: error === null || asked === null ? null : { key: asked, error },
  };
}
