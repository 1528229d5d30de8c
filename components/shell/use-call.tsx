'use client';

import { QueryClient, useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { ApiError } from '@/lib/client/api-error';
import { useStepUp } from './step-up';

export interface Call {
  /**
   * Sends a call, unless one is under way already: a double click sends once. `done` runs after success, also when the
   * component has gone meanwhile. `failed` runs with the error that `error` will hold.
   */
  send: <T>(
    call: (signal: AbortSignal) => Promise<T>,
    done: (result: T) => void,
    failed?: (error: ApiError) => void,
  ) => void;
  /** Aborts the signal of the call under way. A call that doesn't use its signal, such as a write, carries on. */
  stop: () => void;
  busy: boolean;
  /** Why the last call failed; `null` again as soon as the next one is sent. */
  error: ApiError | null;
  /** Whether the person stopped the last call: by `stop`, or by declining to prove who they are. */
  stopped: boolean;
  /** The dialog **Confirm it is you**, while it is open. The caller must render it. */
  stepUp: ReactNode;
}

/**
 * The state of a call that a button sends: under way, once only, step-up, error, abort. Leaving the page or the dialog
 * aborts the signal.
 *
 * @param unreadable the message for a failure that is no {@link ApiError}, such as a truncated answer
 */
export function useCall(unreadable = 'That did not work. Try again.'): Call {
  const { withStepUp, stepUp } = useStepUp();
  const underWay = useRef<AbortController | null>(null);
  const { mutate, isPending, error } = useMutation(OPTIONS, CALLS);
  useEffect(() => () => underWay.current?.abort(), []);

  const send: Call['send'] = (call, done, failed) => {
    // The ref is set at once; `isPending` comes with the next render, too late for a double click.
    if (underWay.current !== null) return;
    const controller = new AbortController();
    underWay.current = controller;
    mutate(async () => {
      try {
        done(await withStepUp(() => call(controller.signal)));
      } catch (reason) {
        const failure = callFailure(reason, controller.signal, unreadable);
        if (failure instanceof ApiError) failed?.(failure);
        throw failure;
      } finally {
        underWay.current = null;
      }
    });
  };
  return {
    send,
    stop: () => underWay.current?.abort(),
    busy: isPending,
    error: error instanceof ApiError ? error : null,
    stopped: error instanceof CallStopped,
    stepUp,
  };
}

/**
 * A client of its own, so that the hook also works on pages without a QueryClientProvider, such as sign-in. Calls share
 * no cache: a mutation holds neither password nor result, and goes with its component.
 */
const CALLS = new QueryClient();
const OPTIONS = {
  mutationFn: (work: () => Promise<void>) => work(),
  retry: false,
  // Offline, a call must fail and say so. The default would wait for the network in silence.
  networkMode: 'always',
  gcTime: 0,
} as const;

/** The person stopped the call. That is no failure, and there is nothing to show. */
export class CallStopped extends Error {
  override readonly name = 'CallStopped';
}

/** What a failed call comes to: an error to show, or {@link CallStopped}. */
export function callFailure(reason: unknown, signal: AbortSignal, unreadable: string): ApiError | CallStopped {
  if (signal.aborted) return new CallStopped();
  if (!(reason instanceof ApiError)) return new ApiError('internal', unreadable, 0);
  // After a refused proof `useStepUp` hands the refusal on: the person has declined.
  return reason.code === 'step_up_required' ? new CallStopped() : reason;
}
