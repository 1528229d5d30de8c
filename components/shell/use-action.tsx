'use client';

import { useRef, useState } from 'react';
import { ApiError } from '@/lib/client/api-error';
import { useStepUp } from './step-up';

/**
 * One mutation at a time, with its proof where it needs one. A second press while one is under way does nothing; a
 * failure stays until the next try. Whoever declines to prove who they are has changed their mind: that is no failure.
 */
export function useAction() {
  const { withStepUp, stepUp } = useStepUp();
  const underWay = useRef(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const run = async <T,>(call: () => Promise<T>, done: (result: T) => void): Promise<void> => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    setError(null);
    try {
      done(await withStepUp(call));
    } catch (reason) {
      const known = reason instanceof ApiError ? reason : new ApiError('internal', 'That did not work. Try again.', 0);
      if (known.code !== 'step_up_required') setError(known);
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };
  return { run, busy, error, stepUp };
}
