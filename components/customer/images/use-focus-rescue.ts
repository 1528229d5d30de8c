'use client';

import { useEffect, useRef } from 'react';

/**
 * When the button that was pressed went away with the old content, the focus falls back to the document and a keyboard
 * starts from the top. The new content takes it instead; a focus that is anywhere else is left alone.
 */
export function useFocusRescue<E extends HTMLElement>(when: boolean) {
  const ref = useRef<E>(null);
  const atMount = useRef(when);
  useEffect(() => {
    if (atMount.current && document.activeElement === document.body) ref.current?.focus({ preventScroll: true });
  }, []);
  return ref;
}
