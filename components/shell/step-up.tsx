'use client';

import { type ComponentType, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { ApiError } from '@/lib/client/api-error';
import type { StepUpDialogProps } from './step-up-dialog';

interface Asking extends Omit<StepUpDialogProps, 'onClose'> {
  Dialog: ComponentType<StepUpDialogProps>;
  onClose: () => void;
}

/**
 * For calls that may need a fresh proof of identity. `withStepUp(call)` makes the call. When the server refuses with
 * `step_up_required`, it asks the person (**Confirm it is you**) and makes the call once more. When the person closes
 * the question, it throws the refusal. The dialog's code is fetched when needed; the caller must render `stepUp`.
 */
export function useStepUp(): { withStepUp: <T>(call: () => Promise<T>) => Promise<T>; stepUp: ReactNode } {
  const [asking, setAsking] = useState<Asking | null>(null);
  // The question goes with its page, and counts as declined then. Else the call would wait for ever.
  const decline = useRef(() => {});
  useEffect(() => () => decline.current(), []);
  const withStepUp = useCallback(async <T,>(call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'step_up_required') throw error;
      const { StepUpDialog } = await import('./step-up-dialog').catch(() => {
        throw error;
      });
      const proof = error.details.proof ?? { method: 'password' as const, code: false, passkey: false };
      const proved = await new Promise<boolean>((resolve) => {
        decline.current = () => resolve(false);
        setAsking({ Dialog: StepUpDialog, proof, onProved: () => resolve(true), onClose: () => resolve(false) });
      });
      setAsking(null);
      if (!proved) throw error;
      return await call();
    }
  }, []);
  const stepUp = asking && <asking.Dialog proof={asking.proof} onProved={asking.onProved} onClose={asking.onClose} />;
  return { withStepUp, stepUp };
}
