import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '@/lib/client/api-error';
import { CallStopped, createCallSender, type SenderOptions } from './call-sender';

/** A sender, and what became of each piece of work that it ran: `done`, or the error. */
function sender(options: Partial<SenderOptions> = {}) {
  const runs: Promise<unknown>[] = [];
  const made = createCallSender({
    run: (work) =>
      runs.push(
        work().then(
          () => 'done',
          (reason: unknown) => reason,
        ),
      ),
    withStepUp: (call) => call(),
    unreadable: 'Unreadable.',
    ...options,
  });
  return { ...made, outcomes: () => Promise.all(runs) };
}

/** A call that waits for the test, or for its signal. */
function slowCall() {
  let answer = (_: string) => {};
  const call = vi.fn(
    (signal: AbortSignal) =>
      new Promise<string>((resolve, reject) => {
        answer = resolve;
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  );
  return { call, answer: (text: string) => answer(text) };
}

describe('a call that waits for a step-up', () => {
  it('is not made when the person left meanwhile', async () => {
    let proved = () => {};
    const withStepUp: SenderOptions['withStepUp'] = async (call) => {
      await new Promise<void>((resolve) => {
        proved = resolve;
      });
      return await call();
    };
    const { send, stop, outcomes } = sender({ withStepUp });
    const call = vi.fn(async () => 'answer');
    send(call, vi.fn());
    stop();
    proved();
    expect((await outcomes())[0]).toBeInstanceOf(CallStopped);
    expect(call).not.toHaveBeenCalled();
  });
});

describe('a call', () => {
  it('is sent once by a double click, and again after its end', async () => {
    const { send, outcomes } = sender();
    const { call, answer } = slowCall();
    const done = vi.fn();
    send(call, done);
    send(call, done);
    expect(call).toHaveBeenCalledTimes(1);
    answer('first');
    await outcomes();
    expect(done.mock.calls).toEqual([['first']]);
    send(call, done);
    expect(call).toHaveBeenCalledTimes(2);
  });

  it('can be sent again after a failure, too', async () => {
    const { send, outcomes } = sender();
    const call = vi.fn(() => Promise.reject(new ApiError('account_refused', 'Taken.', 409)));
    send(call, vi.fn());
    await outcomes();
    send(call, vi.fn());
    expect(call).toHaveBeenCalledTimes(2);
    await outcomes();
  });

  it('ends as stopped, and not as failed, when its signal is aborted', async () => {
    const { send, stop, outcomes } = sender();
    const { call } = slowCall();
    const [done, failed] = [vi.fn(), vi.fn()];
    send(call, done, failed);
    stop();
    expect(await outcomes()).toEqual([expect.any(CallStopped)]);
    expect(done).not.toHaveBeenCalled();
    expect(failed).not.toHaveBeenCalled();
  });

  it('that doesn’t use its signal, such as a write, still tells of its success', async () => {
    const { send, stop, outcomes } = sender();
    const done = vi.fn();
    send(async () => 'written', done);
    stop();
    expect(await outcomes()).toEqual(['done']);
    expect(done).toHaveBeenCalledWith('written');
  });

  it('hands on the server’s refusal as it came, with its request id', async () => {
    const { send, outcomes } = sender();
    const refusal = new ApiError('account_refused', 'Taken.', 409, { requestId: 'r-1' });
    const failed = vi.fn();
    send(() => Promise.reject(refusal), vi.fn(), failed);
    expect(await outcomes()).toEqual([refusal]);
    expect(failed).toHaveBeenCalledWith(refusal);
  });

  it('says so when the answer could not be read', async () => {
    const { send, outcomes } = sender();
    send(() => Promise.reject(new SyntaxError('Unexpected end')), vi.fn());
    expect(await outcomes()).toEqual([expect.objectContaining({ name: 'ApiError', message: 'Unreadable.' })]);
  });

  it('ends as stopped when the person declines to prove who they are', async () => {
    const { send, outcomes } = sender();
    const failed = vi.fn();
    send(() => Promise.reject(new ApiError('step_up_required', 'Prove it.', 403)), vi.fn(), failed);
    expect(await outcomes()).toEqual([expect.any(CallStopped)]);
    expect(failed).not.toHaveBeenCalled();
  });

  it('is made anew after the proof, with the same signal', async () => {
    const { send, outcomes } = sender({ withStepUp: (call) => call().catch(call) });
    const signals: AbortSignal[] = [];
    const done = vi.fn();
    send(async (signal) => {
      signals.push(signal);
      if (signals.length === 1) throw new ApiError('step_up_required', 'Prove it.', 403);
      return 'made';
    }, done);
    expect(await outcomes()).toEqual(['done']);
    expect(done).toHaveBeenCalledWith('made');
    expect(signals[0]).toBe(signals[1]);
  });

  describe('whose component is gone', () => {
    const away = () => ({ done: vi.fn(), failed: vi.fn() });

    it('tells its success there, and not to the component', async () => {
      const { send, leave, outcomes } = sender();
      const [done, told] = [vi.fn(), away()];
      send(async () => 'written', done, undefined, told);
      leave();
      expect(await outcomes()).toEqual(['done']);
      expect(done).not.toHaveBeenCalled();
      expect(told.done).toHaveBeenCalledWith('written');
    });

    it('tells the failure of a write, although its signal is aborted', async () => {
      const { send, leave, outcomes } = sender();
      const refusal = new ApiError('contact_in_use', 'In use.', 409);
      const [failed, told] = [vi.fn(), away()];
      send(() => Promise.reject(refusal), vi.fn(), failed, told);
      leave();
      await outcomes();
      expect(failed).not.toHaveBeenCalled();
      expect(told.failed).toHaveBeenCalledWith(refusal);
    });

    it('tells that it was stopped, when leaving aborted it or the person did not prove who they are', async () => {
      const stopped = sender();
      const { call } = slowCall();
      const told = away();
      stopped.send(call, vi.fn(), undefined, told);
      stopped.leave();
      await stopped.outcomes();
      expect(told.failed).toHaveBeenLastCalledWith(null);
      const declined = sender();
      declined.send(() => Promise.reject(new ApiError('step_up_required', 'Prove it.', 403)), vi.fn(), undefined, told);
      declined.leave();
      await declined.outcomes();
      expect(told.failed.mock.calls).toEqual([[null], [null]]);
    });

    it('tells nothing of a call that nobody waits for', async () => {
      const { send, leave, outcomes } = sender();
      const failed = vi.fn();
      send(() => Promise.reject(new ApiError('network', 'Offline.', 0)), vi.fn(), failed);
      leave();
      expect(await outcomes()).toEqual([expect.objectContaining({ code: 'network' })]);
      expect(failed).not.toHaveBeenCalled();
    });

    it('is the component’s again after it has come back, as in a strict render', async () => {
      const { send, leave, enter, outcomes } = sender();
      const [done, told] = [vi.fn(), away()];
      leave();
      enter();
      send(async () => 'written', done, undefined, told);
      await outcomes();
      expect(done).toHaveBeenCalledWith('written');
      expect(told.done).not.toHaveBeenCalled();
    });
  });
});
