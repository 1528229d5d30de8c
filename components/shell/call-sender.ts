import { ApiError } from '@/lib/client/api-error';

export type Send = <T>(
  call: (signal: AbortSignal) => Promise<T>,
  done: (result: T) => void,
  failed?: (error: ApiError) => void,
) => void;

export interface CallSender {
  /**
   * Sends a call, unless one is under way already: a double click sends once. `done` runs after success, also when the
   * component has gone meanwhile. `failed` runs with an error that the person is to see.
   */
  send: Send;
  /** Aborts the signal of the call under way. A call that doesn't use its signal, such as a write, carries on. */
  stop: () => void;
}

export interface SenderOptions {
  /** Runs the work and keeps its state: pending, failed, done. */
  run: (work: () => Promise<void>) => void;
  withStepUp: <T>(call: () => Promise<T>) => Promise<T>;
  /** The message for a failure that is no {@link ApiError}, such as a truncated answer. */
  unreadable: string;
}

/** The rules of `useCall`, without React. */
export function createCallSender({ run, withStepUp, unreadable }: SenderOptions): CallSender {
  let underWay: AbortController | null = null;
  return {
    send: (call, done, failed) => {
      // React's state comes with the next render, too late for a double click.
      if (underWay !== null) return;
      underWay = new AbortController();
      const { signal } = underWay;
      run(async () => {
        try {
          done(
            await withStepUp(() => {
              // The step-up asks in between, and the person may have left meanwhile: then the call is not made any more.
              signal.throwIfAborted();
              return call(signal);
            }),
          );
        } catch (reason) {
          const failure = callFailure(reason, signal, unreadable);
          if (failure instanceof ApiError) failed?.(failure);
          throw failure;
        } finally {
          underWay = null;
        }
      });
    },
    stop: () => underWay?.abort(),
  };
}

/** The person stopped the call. That is no failure, and there is nothing to show. */
export class CallStopped extends Error {
  override readonly name = 'CallStopped';
}

function callFailure(reason: unknown, signal: AbortSignal, unreadable: string): ApiError | CallStopped {
  if (signal.aborted) return new CallStopped();
  if (!(reason instanceof ApiError)) return new ApiError('internal', unreadable, 0);
  // `withStepUp` hands the refusal on when the person declines to prove who they are.
  return reason.code === 'step_up_required' ? new CallStopped() : reason;
}
