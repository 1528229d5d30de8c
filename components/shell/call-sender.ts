import { ApiError } from '@/lib/client/api-error';
import type { GivenPurpose } from '@/lib/contracts/purpose';

export type Send = <T>(
  /** `why` is the purpose that the person has given, where the server has asked for one. */
  call: (signal: AbortSignal, why?: GivenPurpose) => Promise<T>,
  done: (result: T) => void,
  failed?: (error: ApiError) => void,
  away?: Away<T>,
) => void;

/** Tells how a call ended whose component is gone: the person has left the page or closed the dialog meanwhile. */
export interface Away<T> {
  /** In place of `done`, where that would speak to the component. */
  done?: (result: T) => void;
  /** In place of `failed`. `null`: the call ended with its component, which aborted it. */
  failed: (error: ApiError | null) => void;
}

export interface CallSender {
  /**
   * Sends a call, unless one is under way already: a double click sends once. `done` runs after success, also when the
   * component has gone meanwhile, unless `away` has its own. `failed` runs with an error that the person is to see.
   */
  send: Send;
  /** Aborts the signal of the call under way. A call that doesn't use its signal, such as a write, carries on. */
  stop: () => void;
  /** The component is there: a call tells the component how it ended. */
  enter: () => void;
  /** The component is gone. Aborts like `stop`, and from now on a call tells its `away`. */
  leave: () => void;
}

export interface SenderOptions {
  /** Runs the work and keeps its state: pending, failed, done. */
  run: (work: () => Promise<void>) => void;
  withStepUp: <T>(call: (why?: GivenPurpose) => Promise<T>) => Promise<T>;
  /** The message for a failure that is no {@link ApiError}, such as a truncated answer. */
  unreadable: string;
}

/** The rules of `useCall`, without React. */
export function createCallSender({ run, withStepUp, unreadable }: SenderOptions): CallSender {
  let underWay: AbortController | null = null;
  let gone = false;
  return {
    send: (call, done, failed, away) => {
      // React's state comes with the next render, too late for a double click.
      if (underWay !== null) return;
      underWay = new AbortController();
      const { signal } = underWay;
      run(async () => {
        try {
          const result = await withStepUp((why) => {
            // A question comes in between, and the person may have left meanwhile: then the call is not made any more.
            signal.throwIfAborted();
            return call(signal, why);
          });
          if (gone && away?.done) away.done(result);
          else done(result);
        } catch (reason) {
          const failure = callFailure(reason, gone ? null : signal, unreadable);
          if (gone) away?.failed(failure instanceof ApiError ? failure : null);
          else if (failure instanceof ApiError) failed?.(failure);
          throw failure;
        } finally {
          underWay = null;
        }
      });
    },
    stop: () => underWay?.abort(),
    enter: () => {
      gone = false;
    },
    leave: () => {
      gone = true;
      underWay?.abort();
    },
  };
}

/** The person stopped the call. That is no failure, and there is nothing to show. */
export class CallStopped extends Error {
  override readonly name = 'CallStopped';
}

/** @param signal `null` after leaving: the signal is aborted then, also for a write that went on and failed */
function callFailure(reason: unknown, signal: AbortSignal | null, unreadable: string): ApiError | CallStopped {
  if (signal?.aborted || (reason instanceof Error && reason.name === 'AbortError')) return new CallStopped();
  if (!(reason instanceof ApiError)) return new ApiError('internal', unreadable, 0);
  // `withStepUp` hands the refusal on when the person declines to prove who they are, or to name a purpose.
  return reason.code === 'step_up_required' || reason.code === 'purpose_required' ? new CallStopped() : reason;
}
