'use client';

import { type ComponentType, useCallback, useState } from 'react';

/**
 * Loads a component's code on demand. The load fails when the browser is offline, or when a new version has replaced
 * the file. `React.lazy` would hand that failure to the nearest error boundary, which replaces the page. This hook
 * returns the failure, and the caller can try again.
 *
 * @returns the component once it is loaded, and the function that loads it (`false` when loading failed)
 */
export function useLoaded<P extends object>(
  load: () => Promise<ComponentType<P>>,
): [Loaded: ComponentType<P> | null, fetchIt: () => Promise<boolean>] {
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
  return [Loaded, fetchIt];
}
