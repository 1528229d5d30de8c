import { beforeEach, describe, expect, it } from 'vitest';
import { type Attempt, type Breaker, createBreaker } from './breaker';

let time = 0;
let breaker: Breaker;
const take = (): Attempt => {
  const attempt = breaker.attempt();
  if (attempt === null) throw new Error('the breaker is open');
  return attempt;
};
const fail = (times: number) => {
  for (let call = 0; call < times; call += 1) take().failed();
};
beforeEach(() => {
  time = 1_000_000;
  breaker = createBreaker({ failures: 5, pause: 5_000, now: () => time });
});

describe('a breaker', () => {
  it('opens at the fifth failure, and says how long it waits', () => {
    fail(4);
    expect(breaker.state()).toEqual({ phase: 'closed', since: null });
    fail(1);
    expect(breaker.state()).toEqual({ phase: 'open', since: 1_000_000 });
    expect(breaker.attempt()).toBeNull();
    time += 1_000;
    expect(breaker.wait()).toBe(4_000);
  });

  it('stays closed while most calls work', () => {
    for (let call = 0; call < 40; call += 1) {
      if (call % 3 === 0) take().failed();
      else take().worked();
    }
    expect(breaker.state().phase).toBe('closed');
  });

  it('forgets failures of half a minute ago', () => {
    fail(4);
    time += 30_000;
    fail(4);
    expect(breaker.state().phase).toBe('closed');
    fail(1);
    expect(breaker.state().phase).toBe('open');
  });

  it('counts no call that says nothing', () => {
    for (let call = 0; call < 20; call += 1) take().saidNothing();
    fail(4);
    expect(breaker.state().phase).toBe('closed');
  });

  it('lets one probe through, and closes when it works', () => {
    fail(5);
    time += 4_999;
    expect(breaker.attempt()).toBeNull();
    time += 1;
    const probe = take();
    expect(breaker.state().phase).toBe('probing');
    expect(breaker.attempt()).toBeNull();
    probe.worked();
    expect(breaker.state()).toEqual({ phase: 'closed', since: null });
    fail(4);
    expect(breaker.state().phase).toBe('closed');
  });

  it('that nobody has tried again for five minutes is told as closed, and lets one probe through', () => {
    fail(5);
    time += 5_000 + 299_999;
    expect(breaker.state()).toEqual({ phase: 'open', since: 1_000_000 });
    time += 1;
    expect(breaker.state()).toEqual({ phase: 'closed', since: null });
    const probe = take();
    expect(breaker.state().phase).toBe('probing');
    expect(breaker.attempt()).toBeNull();
    probe.failed();
    expect(breaker.state()).toEqual({ phase: 'open', since: 1_000_000 });
  });

  it('waits twice as long after each failed probe, half a minute at the most', () => {
    fail(5);
    const waits = [1, 2, 3, 4, 5].map(() => {
      time += breaker.wait();
      take().failed();
      return breaker.wait();
    });
    expect(waits).toEqual([10_000, 20_000, 30_000, 30_000, 30_000]);
    time += breaker.wait();
    take().worked();
    fail(5);
    expect(breaker.wait()).toBe(5_000);
    expect(breaker.state().since).toBe(time);
  });

  it('waits as long as the vendor asks', () => {
    fail(4);
    take().failed(60_000);
    expect(breaker.wait()).toBe(60_000);
    time += 60_000;
    take().failed(90_000);
    expect(breaker.wait()).toBe(90_000);
  });

  it('gives the probe to the next when its caller has left', () => {
    fail(5);
    time += 5_000;
    take().saidNothing();
    expect(breaker.state().phase).toBe('open');
    take().worked();
    expect(breaker.state().phase).toBe('closed');
  });

  it('hears late failures of calls from before without waiting longer', () => {
    const late = take();
    fail(5);
    time += 3_000;
    late.failed();
    expect(breaker.wait()).toBe(2_000);
  });

  it('never opens with 0', () => {
    breaker = createBreaker({ failures: 0, pause: 5_000, now: () => time });
    fail(100);
    expect(breaker.state().phase).toBe('closed');
  });
});
