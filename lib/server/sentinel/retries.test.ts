import 'server-only';
import { describe, expect, it } from 'vitest';
import { SentinelError } from './errors';
import { createRetries } from './retries';

const failed = (status?: number, retryAfterSeconds?: number) =>
  new SentinelError(status === 429 ? 'rate-limited' : 'unavailable', 'call', { status, retryAfterSeconds });
const with10 = () => {
  const retries = createRetries(10, () => 0.5);
  for (let call = 0; call < 200; call += 1) retries.earn();
  return retries;
};

describe('repetitions of a read', () => {
  it('are a tenth of the calls, after the first one', () => {
    const retries = createRetries(10, () => 0);
    let repeated = 0;
    for (let call = 0; call < 1_000; call += 1) {
      retries.earn();
      if (retries.pause(failed(503), 1) !== null) repeated += 1;
    }
    expect(repeated).toBeGreaterThan(98);
    expect(repeated).toBeLessThan(102);
  });

  it('save up ten at the most', () => {
    const retries = with10();
    let repeated = 0;
    while (retries.pause(failed(), 1) !== null) repeated += 1;
    expect(repeated).toBe(10);
  });

  it.each([
    [1, 100],
    [2, 200],
    [3, null],
  ])('wait after try %i', (tries, pause) => {
    expect(with10().pause(failed(500), tries)).toBe(pause);
  });

  it.each([
    [failed(429, 2), 2_100],
    [failed(429, 3), null],
    [failed(429), null],
    [failed(503, 1), 1_100],
    [failed(503, 3), null],
    [failed(408), null],
    [failed(499), null],
    [failed(500), 100],
    [failed(), 100],
    [new SentinelError('timeout', 'call'), null],
    [new SentinelError('malformed', 'call', { status: 302 }), null],
    [new SentinelError('credentials', 'call', { status: 401 }), null],
  ])('after %s wait %s', (error, pause) => {
    expect(with10().pause(error, 1)).toBe(pause);
  });

  it('are none with 0', () => {
    const retries = createRetries(0);
    for (let call = 0; call < 100; call += 1) retries.earn();
    expect(retries.pause(failed(), 1)).toBeNull();
  });
});
