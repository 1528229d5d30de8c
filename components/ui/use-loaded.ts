'use client';

import { type ComponentType, useCallback, useState } from 'react';

/**
 * A component whose code is fetched when asked for. `React.lazy` would hand a failed fetch (offline, or a new version
 * has replaced the file) to the nearest error boundary and take the page away; here it is an answer, and can be retried.
 *
 * @returns the component once it is there, and what fetches it: `false` when that failed
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
