'use client';

import { QueryClient, useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { ApiError } from '@/lib/client/api-error';
import { type CallSender, CallStopped, createCallSender } from './call-sender';
import { useStepUp } from './step-up';

export interface Call extends Pick<CallSender, 'send' | 'stop'> {
  busy: boolean;
  /** Why the last call failed; `null` again as soon as the next one is sent. */
  error: ApiError | null;
  /** Whether the person stopped the last call: by `stop`, or by declining to answer the server's question. */
  stopped: boolean;
  /** The dialog **Confirm it is you** or **What is this for?**, while it is open. The caller must render it. */
  stepUp: ReactNode;
}

/**
 * The state of a call that a button sends: under way, once only, step-up, error, abort. Leaving the page or the dialog
 * aborts the call's signal; a call that goes on all the same, such as a write, tells its `away` how it ended.
 *
 * @param unreadable the message for a failure that is no {@link ApiError}, such as a truncated answer
 */
export function useCall(unreadable = 'That did not work. Try again.'): Call {
  const { withStepUp, stepUp } = useStepUp();
  const { mutate, isPending, error } = useMutation(OPTIONS, CALLS);
  // State, not a memo: React may drop a memo, and with it the knowledge that a call is under way.
  const [{ send, stop, enter, leave }] = useState(() => createCallSender({ run: mutate, withStepUp, unreadable }));
  useEffect(() => {
    enter();
    return leave;
  }, [enter, leave]);
  return {
    send,
    stop,
    busy: isPending,
    error: error instanceof ApiError ? error : null,
    stopped: error instanceof CallStopped,
    stepUp,
  };
}

/**
 * A client of its own, so that the hook also works on pages without a QueryClientProvider, such as sign-in. Calls share
 * no cache: a mutation's record holds no result, and goes with its component.
 */
const CALLS = new QueryClient();
const OPTIONS = {
  mutationFn: (work: () => Promise<void>) => work(),
  retry: false,
  // Offline, a call must fail and say so. The default would wait for the network in silence.
  networkMode: 'always',
  gcTime: 0,
} as const;
