'use client';

import { type FocusEvent, useEffect, useRef } from 'react';

/** Milliseconds. A pointer or a focus that rests this long on a control is likely to use it. */
const INTENT_MS = 100;

/** Handlers of a control that report that a person is about to use it. A press itself puts no focus ring on a control. */
export function useIntent(act: (() => void) | undefined) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = () => clearTimeout(timer.current);
  const begin = () => {
    stop();
    if (act !== undefined) timer.current = setTimeout(act, INTENT_MS);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    onPointerEnter: begin,
    onPointerLeave: stop,
    onPointerDown: stop,
    onFocus: ({ currentTarget }: FocusEvent<HTMLElement>) => currentTarget.matches(':focus-visible') && begin(),
    onBlur: stop,
  };
}
