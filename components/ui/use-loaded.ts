'use client';

import { type ComponentType, useCallback, useState } from 'react';

/** What a press has asked for, and whose code may still be on its way. */
export interface Opening {
  /** Its code; `false` when the code could not be loaded. */
  ready: Promise<boolean>;
  /** Called when the code is there, unless the person has turned to something else meanwhile. */
  open?: (() => void) | undefined;
  /** Called when the person turns to something else before the dialog is there. */
  cancel?: () => void;
  /** What opens takes no focus, so that keys are the page's again as soon as the code is there. */
  inPage?: boolean;
  /** An answer asks for the dialog, and no press: what a person types into a box meanwhile is for that box. */
  isAnswer?: boolean;
}

/** Hears of each opening. The page's keys put their own `expect` here (`components/shell/hotkey.ts`). */
export const openings = {
  expect: ({ ready, open }: Opening): void => void ready.then((worked) => worked && open?.()),
};

/**
 * The code of a dialog that an answer or an event asks for. Rejects when the code does not load, and when the person turns
 * to something else first: the dialog must not take the focus there.
 */
export function opened<T>(code: Promise<T>): Promise<T> {
  return new Promise((resolve, cancel) => {
    code.then(resolve, cancel);
    const ready = code.then(
      () => true,
      () => false,
    );
    openings.expect({ ready, cancel, isAnswer: true });
  });
}

/**
 * Loads a component's code on demand. The load fails when the browser is offline, or when a new version has replaced
 * the file. `React.lazy` would hand that failure to the nearest error boundary, which replaces the page. This hook
 * returns the failure, and the caller can try again.
 *
 * @returns the component once it is loaded, the function that loads it (`false` when loading failed), and the same for a
 *   press that opens it: until it is open, keys are meant for it and not for the page (docs/decisions.md, decision 70)
 */
export function useLoaded<P extends object>(
  load: () => Promise<ComponentType<P>>,
): [
  Loaded: ComponentType<P> | null,
  fetchIt: () => Promise<boolean>,
  askFor: (open?: () => void, inPage?: boolean) => Promise<boolean>,
] {
  const [Loaded, setLoaded] = useState<ComponentType<P> | null>(null);
  const fetchIt = useCallback(
    () =>
      load().then(
        (component) => {
          setLoaded(() => component);
          return true;
        },
        () => false,
      ),
    [load],
  );
  const askFor = useCallback(
    (open?: () => void, inPage = false) => {
      const ready = fetchIt();
      openings.expect({ ready, open, inPage });
      return ready;
    },
    [fetchIt],
  );
  return [Loaded, fetchIt, askFor];
}
