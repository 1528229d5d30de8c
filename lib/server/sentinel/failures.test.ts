import { describe, expect, it } from 'vitest';
import { SentinelError } from './errors';
import { isSocketFailure, kindOfCode, kindOfStatus, leavesFateOpen } from './failures';

it.each([
  [401, 'credentials'],
  [403, 'credentials'],
  [404, 'not-found'],
  [409, 'conflict'],
  [400, 'invalid'],
  [422, 'invalid'],
  [429, 'rate-limited'],
  [405, 'unavailable'],
  [408, 'unavailable'],
  [413, 'unavailable'],
  [500, 'unavailable'],
  [503, 'unavailable'],
  [101, 'malformed'],
  [204, 'malformed'],
  [302, 'malformed'],
  [399, 'malformed'],
])('HTTP %i is %s', (status, kind) => {
  expect(kindOfStatus(status)).toBe(kind);
});

it('a write may have been done after anything but a plain refusal', () => {
  expect([200, 302, 399, 500, 503].map(leavesFateOpen)).toEqual([true, true, true, true, true]);
  expect([400, 404, 429, 499].map(leavesFateOpen)).toEqual([false, false, false, false]);
});

it.each([
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'timeout'],
  ['ETIMEDOUT', 'timeout'],
  ['ERR_SOCKET_CONNECTION_TIMEOUT', 'timeout'],
  ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'malformed'],
  ['UND_ERR_HEADERS_OVERFLOW', 'malformed'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'malformed'],
  ['HPE_INVALID_CONSTANT', 'malformed'],
  ['NOT_HPE_', 'unavailable'],
  ['ECONNREFUSED', 'unavailable'],
  ['ENOTFOUND', 'unavailable'],
  ['', 'unavailable'],
  [undefined, 'unavailable'],
])('%s is %s', (code, kind) => {
  expect(kindOfCode(code)).toBe(kind);
});

it('tells a broken connection from a deadline and from a bad answer', () => {
  expect(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE', 'ECONNABORTED'].filter(isSocketFailure)).toHaveLength(4);
  expect(['UND_ERR_BODY_TIMEOUT', 'ECONNREFUSED', 'HPE_INVALID', '', undefined].filter(isSocketFailure)).toEqual([]);
});

describe('a SentinelError', () => {
  it.each([
    ['credentials', "Sentinel refuses this dashboard's credentials"],
    ['not-found', 'Sentinel has no such thing for this client'],
    ['conflict', 'the value conflicts with what Sentinel holds'],
    ['invalid', 'Sentinel refuses the request as invalid'],
    ['rate-limited', 'Sentinel receives too many requests'],
    ['malformed', 'Sentinel gave an answer outside its contract'],
    ['wrong-person', 'Sentinel answered with another customer than the one asked for'],
  ] as const)('says what happened: %s', (kind, words) => {
    expect(new SentinelError(kind, 'lookUp').message).toBe(`lookUp: ${words}`);
  });

  it('holds nothing but what it was told, and no code that does not look like one', () => {
    expect(new SentinelError('timeout', 'lookUp')).toMatchObject({
      ...{ name: 'SentinelError', kind: 'timeout', call: 'lookUp', status: undefined, retryAfterSeconds: undefined },
      ...{ fields: [], code: undefined, mayHaveHappened: false },
    });
    const details = { status: 429, retryAfterSeconds: 3, fields: ['email'] as const, mayHaveHappened: true };
    const told = new SentinelError('rate-limited', 'list', { ...details, code: 'ECONNRESET' });
    expect(told).toMatchObject({ ...details, code: 'ECONNRESET' });
    expect(told.message).toBe('list: Sentinel receives too many requests (HTTP 429)');
    const codeOf = (code: string) => new SentinelError('unavailable', 'list', { code }).code;
    for (const code of ['E2', 'UND_ERR_SOCKET', 'E'.repeat(60)]) expect(codeOf(code)).toBe(code);
    for (const code of ['E', 'econnreset', '2BIG', 'E RR', 'E-RR', 'EX!', ' EX', 'E'.repeat(61)]) {
      expect(codeOf(code)).toBeUndefined();
    }
  });
});
