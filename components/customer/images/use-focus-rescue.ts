'use client';

import { useEffect, useRef } from 'react';

/**
 * Moves the focus to new content after the pressed button has gone with the old content. Without this, the browser
 * focuses the document, and the next Tab starts at the top of the page. A focus on any other element stays there.
 *
 * @param when whether the content replaces other content; read at mount only
 */
export function useFocusRescue<E extends HTMLElement>(when: boolean) {
  const ref = useRef<E>(null);
  const atMount = useRef(when);
  useEffect(() => {
    if (atMount.current && document.activeElement === document.body) ref.current?.focus({ preventScroll: true });
  }, []);
  return ref;
}
