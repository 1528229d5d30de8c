import { describe, expect, test } from 'vitest';
import type { DirectoryStatus } from '@/lib/contracts/directory';
import { formatClock, formatMoment } from '@/lib/words/format';
import { countedText, directoryWords } from './directory';

const NOW = new Date('2026-11-24T14:05:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();
const READY: DirectoryStatus = {
  state: 'ready',
  covered: 2_400,
  total: 2_400,
  caughtUpAt: ago(1),
  walkedAt: ago(60),
  proven: true,
  walk: null,
  error: null,
  skipped: 0,
};
const words = (change: Partial<DirectoryStatus> = {}) => directoryWords({ ...READY, ...change }, NOW);

describe('a directory that knows everybody', () => {
  test('says how old it is, and asks for no attention', () => {
    expect(words()).toEqual({ text: `Directory, as of ${formatClock(ago(1))}.`, attention: false });
  });

  test('says on which day, when that was another one', () => {
    const old = ago(3 * 24 * 60);
    expect(words({ caughtUpAt: old })).toEqual({ text: `Directory, as of ${formatMoment(old)}.`, attention: true });
  });

  test('is worth a look from a quarter of an hour on, and not before', () => {
    expect(words({ caughtUpAt: ago(15) }).attention).toBe(false);
    expect(words({ caughtUpAt: ago(15.1) }).attention).toBe(true);
  });

  test('names its last failure, whatever its age', () => {
    const error = { code: 'vendor_unavailable', at: ago(2) };
    expect(words({ error })).toEqual({
      text: `Directory, as of ${formatClock(ago(1))}. Its last update failed at ${formatClock(ago(2))}.`,
      attention: true,
    });
  });

  test('says that Sentinel does not answer, when that is why it is old', () => {
    const error = { code: 'sentinel_rate_limited', at: ago(0) };
    expect(words({ error }).text).toContain(`as of ${formatClock(ago(1))}, Sentinel doesn’t answer.`);
  });

  test('says whom it lacks, with thousands apart', () => {
    expect(words({ covered: 2_313 }).text).toContain('Directory, 2,313 of 2,400 customers, as of ');
  });

  test('claims nothing of a total that it has not heard, or that is smaller than itself', () => {
    for (const total of [null, 2_399]) expect(words({ total }).text).toBe(`Directory, as of ${formatClock(ago(1))}.`);
  });
});

describe('a directory that lacks people', () => {
  test('says that it is filling, how far it is, and asks for attention', () => {
    expect(words({ state: 'filling', covered: 100, caughtUpAt: null, walkedAt: null })).toEqual({
      text: 'Directory still filling, 100 of 2,400 customers.',
      attention: true,
    });
    expect(words({ state: 'filling', total: null, caughtUpAt: null }).text).toBe('Directory still filling.');
  });

  test('says what finds people meanwhile when it is empty, and why it is', () => {
    const empty = { state: 'empty', covered: 0, total: null, caughtUpAt: null, walkedAt: null } as const;
    expect(words(empty)).toEqual({
      text: 'The directory is still empty. Type a whole e-mail address or phone number.',
      attention: true,
    });
    expect(words({ ...empty, error: { code: 'vendor_credentials', at: ago(0) } }).text).toBe(
      'The directory is still empty. Type a whole e-mail address or phone number. ' +
        `Its last update failed at ${formatClock(ago(0))}.`,
    );
  });

  test('says when it is switched off, and nothing of its age', () => {
    const off = words({ state: 'off', error: { code: 'vendor_timeout', at: ago(0) } });
    expect(off).toEqual({ text: 'The directory is switched off.', attention: true });
  });
});

test.each([
  [1, '1 record could not be read.'],
  [2, '2 records could not be read.'],
])('%i skipped records are said, and need attention', (skipped, sentence) => {
  const note = directoryWords({ ...READY, skipped }, NOW);
  expect(note).toMatchObject({ attention: true, text: expect.stringContaining(sentence) });
});

describe('figures that a large directory keeps', () => {
  test('say when they were counted, and figures of this moment say nothing', () => {
    expect(countedText(ago(2), NOW)).toBe(`Counted at ${formatClock(ago(2))}.`);
    expect(countedText(ago(3 * 24 * 60), NOW)).toBe(`Counted at ${formatMoment(ago(3 * 24 * 60))}.`);
    expect(countedText(null, NOW)).toBeNull();
  });
});
