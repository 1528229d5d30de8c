'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { STEP_UP_PARAM } from '@/lib/step-up-param';

/** What the address says of a step-up that failed, to be drawn. Its words are fetched when there is something to say. */
export function useStepUpFailure(): ReactNode {
  const [shown, setShown] = useState<ReactNode>(null);
  useEffect(() => {
    const code = new URLSearchParams(window.location.search).get(STEP_UP_PARAM);
    if (code === null) return;
    import('./step-up-failure').then(
      ({ StepUpFailure }) => setShown(<StepUpFailure code={code} />),
      () => {},
    );
  }, []);
  return shown;
}
