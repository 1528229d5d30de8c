'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { formatMoment } from '@/lib/words/format';
import { ownTimeZone } from '@/lib/writing/zones';
import { keepTimeZone } from './preferences';

interface Clock {
  /** The reader's time zone, an IANA name. */
  zone: string;
  /** When the server drew the page, while the browser draws the same once more; afterwards `null`. */
  drawnAt: Date | null;
  /** After how long without an answer Sentinel counts as slow, ms. The routes answer with what the directory knows then. */
  slowAfter: number;
}

/** Without a provider: a page that the browser alone draws. */
const Context = createContext<Clock>({ zone: ownTimeZone(), drawnAt: null, slowAfter: 2_000 });

interface ClockProviderProps {
  /** From the cookie, so that the first HTML has the reader's own times. */
  zone: string;
  /** The server's moment, milliseconds. Days until an expiry follow from it, and must be the same in both drawings. */
  drawnAt: number;
  slowAfter: number;
  children: ReactNode;
}

/** The reader's clock. A first HTML with another zone than the browser's is corrected once, after the first paint. */
export function ClockProvider({ zone, drawnAt, slowAfter, children }: ClockProviderProps) {
  const [clock, setClock] = useState<Clock>(() => ({ zone, drawnAt: new Date(drawnAt), slowAfter }));
  useEffect(() => {
    // No new state: what is on screen is right, and what is drawn from now on asks the browser's clock.
    clock.drawnAt = null;
    document.addEventListener('pointerover', onPointerOver);
    const own = ownTimeZone();
    if (own === clock.zone) return;
    keepTimeZone(own);
    setClock({ ...clock, zone: own });
  }, [clock]);
  return <Context value={clock}>{children}</Context>;
}

/** One listener for all moments: the same function is added once. */
function onPointerOver({ target }: Event): void {
  if (!(target instanceof HTMLTimeElement)) return;
  // Without the code there is no title, and the moment itself is on screen.
  import('@/lib/words/relative-time')
    .then(({ relativeText }) => {
      target.title = relativeText(target.dateTime, new Date()) ?? '';
    })
    .catch(() => {});
}

/** For what needs more than the zone or the moment. In effects of the first render, `drawnAt` still stands. */
export function useClock(): Clock {
  return useContext(Context);
}

/** The reader's time zone. */
export function useTimeZone(): string {
  return useContext(Context).zone;
}

/** This moment. Call it in a render: the server's first HTML and the browser's first render get the same moment. */
export function useNow(): Date {
  return useContext(Context).drawnAt ?? new Date();
}

/** An ISO 8601 moment on the reader's clock. Its title says how long ago that was, from the first hover on. */
export function Moment({ at }: { at: string | null }) {
  const text = formatMoment(at, useTimeZone());
  return at === null ? text : <time dateTime={at}>{text}</time>;
}

/** On the way in: the first page of the desk then has the reader's own times from its first paint. */
export function KeepTimeZone() {
  useEffect(() => keepTimeZone(ownTimeZone()), []);
  return null;
}
