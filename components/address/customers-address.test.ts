import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FILTER_KEYS, keepText, pushEntry } from './customers-address';
import { writeView } from './filter-codec';

// No browser: what the browser would write to its disk is all that matters here.
const pushState = vi.fn();
const replaceState = vi.fn();
beforeEach(() => {
  vi.stubGlobal('window', { history: { pushState, replaceState, state: { theirs: 1 } } });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

test('the page knows every filter that an address can hold, before it can read them', () => {
  const written = writeView({
    filters: {
      status: [2],
      nationality: ['GBR'],
      gender: ['female'],
      documentType: ['passport'],
      expired: true,
      expiresWithin: 30,
      severalDocuments: true,
      faceMatchFailed: true,
      expiryUnreadable: true,
      faceMatchUnreadable: true,
      updatedFrom: '2026-01-01',
      updatedTo: '2026-01-31',
    },
    sort: undefined,
    perPage: 50,
  });
  expect([...new URLSearchParams(written).keys()].sort()).toEqual([...FILTER_KEYS].sort());
});

test('a step puts filters into the address, and the text nowhere that lasts', () => {
  pushEntry('?status=2', { text: 'Canary-Qx7vLmp', trail: ['a-cursor'] });
  expect(pushState).toHaveBeenCalledWith({ deskEntry: expect.any(String) }, '', '/customers?status=2');
  expect(JSON.stringify(pushState.mock.calls)).not.toMatch(/Canary|cursor/);
});

test('the entry that is left is given a number for its text, beside what is there already', () => {
  keepText('Canary-Qx7vLmp');
  expect(replaceState).toHaveBeenCalledWith({ theirs: 1, deskEntry: expect.any(String) }, '');
  expect(JSON.stringify(replaceState.mock.calls)).not.toContain('Canary');
});

test('no two entries share a number', () => {
  for (let step = 0; step < 600; step += 1) pushEntry('', { text: 'one', trail: [] });
  const numbers = pushState.mock.calls.map(([state]) => (state as { deskEntry: string }).deskEntry);
  expect(new Set(numbers).size).toBe(600);
});
