'use client';

/** Sees a step through the history before Next's router and the pages do, and may keep it from them. */
type Gate = (event: PopStateEvent) => void;

let gate: Gate | null = null;

export function setGate(next: Gate | null): void {
  gate = next;
}

// While the file loads, so before hydration: the window calls its listeners in the order in which they were added,
// capturing or not, and Next adds its own when it has hydrated.
if (typeof window !== 'undefined') window.addEventListener('popstate', (event) => gate?.(event));
