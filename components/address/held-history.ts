'use client';

import { setGate } from './history-gate';

/**
 * Holds Back and Forward while a page has something to lose. Next's router has no such hook. The browser tells of the
 * step after it has changed the entry, so this goes back to the held entry, before Next or a page sees the step.
 *
 * Browsers without the Navigation API do not tell how far a step went; every step counts as one Back there.
 *
 * @param ask gets the function that takes the step after all
 * @returns lets the history go
 */
export function holdHistory(ask: (leave: () => void) => void): () => void {
  let held = place();
  const address = window.location.pathname + window.location.search;
  let returning = false;
  const onPopState = (event: PopStateEvent) => {
    const now = place();
    const here = window.location.pathname + window.location.search;
    // A link to a part of this page makes an entry that the router knows nothing of.
    if (!returning && event.state === null && here === address) {
      held = now;
      return;
    }
    event.stopImmediatePropagation();
    if (returning) {
      returning = false;
      return;
    }
    const steps = held === null || now === null ? -1 : now - held;
    if (steps === 0) return;
    returning = true;
    window.history.go(-steps);
    ask(() => {
      release();
      window.history.go(steps);
    });
  };
  const release = () => setGate(null);
  setGate(onPopState);
  return release;
}

/** The place of the current entry in the tab's history, from 0. */
function place(): number | null {
  const navigation = 'navigation' in window ? window.navigation : undefined;
  return navigation?.currentEntry?.index ?? null;
}
