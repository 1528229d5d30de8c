'use client';

import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { opened } from '@/components/ui/use-loaded';
import { ApiError } from '@/lib/client/api-error';
import type { GivenPurpose } from '@/lib/contracts/purpose';

/** Makes a call with the purpose that the person has given; without one, where the server has not asked for any. */
export type Ask = <T>(call: (why?: GivenPurpose) => Promise<T>) => Promise<T>;

/**
 * For calls before which the server may ask the person something. `withStepUp(call)` makes the call. When the server
 * refuses with `step_up_required`, the desk asks for a fresh proof of identity (**Confirm it is you**); with
 * `purpose_required`, for a purpose (**What is this for?**). Then it makes the call once more. It asks each question
 * once. When the person closes a question, it throws the refusal. The dialogs' code is fetched when needed; the caller
 * must render `stepUp`.
 */
export function useStepUp(): { withStepUp: Ask; stepUp: ReactNode } {
  const [question, setQuestion] = useState<ReactNode>(null);
  // The question goes with its page, and counts as declined then. Else the call would wait for ever.
  const decline = useRef(() => {});
  useEffect(() => () => decline.current(), []);
  const withStepUp = useCallback<Ask>(async (call) => {
    const asked = new Set<string>();
    let why: GivenPurpose | undefined;
    for (;;) {
      try {
        return await call(why);
      } catch (error) {
        if (!(error instanceof ApiError) || asked.has(error.code)) throw error;
        asked.add(error.code);
        const ask = await questionOf(error);
        if (ask === null) throw error;
        const answer = await new Promise<Answer | null>((resolve) => {
          decline.current = () => resolve(null);
          setQuestion(ask(resolve));
        });
        setQuestion(null);
        if (answer === null) throw error;
        why = answer.why ?? why;
      }
    }
  }, []);
  return { withStepUp, stepUp: question };
}

interface Answer {
  why?: GivenPurpose;
}

/**
 * The dialog that a refusal asks for; `null` for any other failure, where the dialog's code does not load, and where the
 * person has turned to something else before it has.
 */
async function questionOf(error: ApiError): Promise<((answered: (answer: Answer | null) => void) => ReactNode) | null> {
  try {
    if (error.code === 'step_up_required') {
      const { StepUpDialog } = await opened(import('./step-up-dialog'));
      const proof = error.details.proof ?? { method: 'password' as const, code: false, passkey: false };
      return (answered) => <StepUpDialog proof={proof} onProved={() => answered({})} onClose={() => answered(null)} />;
    }
    if (error.code === 'purpose_required') {
      const { PurposeDialog } = await opened(import('./purpose-dialog'));
      const purposes = error.details.purposes ?? [];
      return (answered) => (
        <PurposeDialog purposes={purposes} onGiven={(why) => answered({ why })} onClose={() => answered(null)} />
      );
    }
  } catch {
    // The caller shows the refusal.
  }
  return null;
}
