'use client';

import { type ComponentProps, useEffect, useState } from 'react';
import { SHORTCUT_WORDS } from '@/lib/words/shortcuts';
import { keyIsWanted } from './hotkey';
import { Printing } from './printing';

/** How long a key may wait for its page before a screen reader tells of it, ms; and how often its wait is looked at. */
const TELL_AFTER = 700;
const LOOK_AGAIN = 200;

/** Ms after this code, which comes 1.5 seconds after the page. */
const LETTERS_AFTER = 1_500;

/** What the frame does without until the page is at rest: printing, letters of few names, and words for a key that waits. */
export function AtRest(props: ComponentProps<typeof Printing>) {
  const waits = useKeyWaits();
  useEffect(() => {
    // Letters of few names: their fonts come when the page is long at rest.
    const timer = setTimeout(
      () =>
        import('./name-letters').then(
          (letters) => letters.addNameLetters(),
          () => {},
        ),
      LETTERS_AFTER,
    );
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <p role="status" className="sr-only">
        {waits && SHORTCUT_WORDS.waits}
      </p>
      <Printing {...props} />
    </>
  );
}

/** Whether a key that the page wants for later has waited for a while. */
function useKeyWaits(): boolean {
  const [waits, setWaits] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lookIn = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(look, ms);
    };
    const look = () => {
      const isWanted = keyIsWanted();
      setWaits(isWanted);
      if (isWanted) lookIn(LOOK_AGAIN);
    };
    const press = () => lookIn(TELL_AFTER);
    window.addEventListener('keydown', press);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', press);
    };
  }, []);
  return waits;
}
