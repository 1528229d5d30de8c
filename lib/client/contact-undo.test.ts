import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetUndo, isOffered, mayUndo, rememberUndo, takeAsked, undoLater, undoQuery } from './contact-undo';

const SAVED = { email: 'new@example.com', phoneNumber: '+971501234567' };
const PATCH = { email: 'old@example.com', expected: SAVED };
const ME = { accountId: 'me' };
const MINUTE = 60_000;

let client: QueryClient;
const kept = (uuid = 'one') => client.getQueryData(undoQuery(uuid).queryKey) ?? null;

beforeEach(() => {
  vi.useFakeTimers();
  client = new QueryClient();
});
afterEach(() => {
  client.clear();
  vi.useRealTimers();
});

test('lasts ten minutes, and is gone from memory then', () => {
  rememberUndo(client, 'one', PATCH, 'me');
  vi.advanceTimersByTime(10 * MINUTE - 1);
  expect(kept()).toMatchObject({ patch: PATCH });
  vi.advanceTimersByTime(1);
  expect(kept()).toBeNull();
  expect(
    JSON.stringify(
      client
        .getQueryCache()
        .getAll()
        .map(({ state }) => state.data ?? null),
    ),
  ).not.toContain('old@');
});

test('is offered to the same person alone, for the contact that they saved', () => {
  rememberUndo(client, 'one', PATCH, 'me');
  const undoable = kept();
  if (undoable === null) throw new Error('nothing was kept');
  expect(isOffered(undoable, ME, SAVED)).toBe(true);
  expect(isOffered(undoable, { accountId: 'another' }, SAVED)).toBe(false);
  expect(isOffered(undoable, ME, { ...SAVED, phoneNumber: null })).toBe(false);
  expect(isOffered(undoable, ME, { ...SAVED, email: 'theirs@example.com' })).toBe(false);
  expect(kept('other')).toBeNull();
});

test('is not sent after its time, though the timers slept, and not by another person', () => {
  rememberUndo(client, 'one', PATCH, 'me');
  const undoable = kept();
  if (undoable === null) throw new Error('nothing was kept');
  const { until } = undoable;
  expect([until - 1, until].map((now) => mayUndo(undoable, ME, now))).toEqual([true, false]);
  expect(mayUndo(undoable, { accountId: 'another' }, until - 1)).toBe(false);
});

test('a later correction takes its place, with ten minutes of its own', () => {
  rememberUndo(client, 'one', PATCH, 'me');
  vi.advanceTimersByTime(9 * MINUTE);
  const later = { phoneNumber: '+971500000000', expected: { ...SAVED, phoneNumber: '+971509999999' } };
  rememberUndo(client, 'one', later, 'me');
  vi.advanceTimersByTime(9 * MINUTE);
  expect(kept()).toMatchObject({ patch: later });
  rememberUndo(client, 'one', null, 'me');
  expect(kept()).toBeNull();
});

test('what the toast asked for is taken once, and soon', () => {
  expect(undoLater(client, 'one')).toBeNull();
  rememberUndo(client, 'one', PATCH, 'me');
  expect(takeAsked(client, 'one')).toBeNull();
  const ask = undoLater(client, 'one');
  ask?.();
  expect(takeAsked(client, 'one')).toMatchObject({ patch: PATCH });
  expect(takeAsked(client, 'one')).toBeNull();
  ask?.();
  vi.advanceTimersByTime(30_000);
  expect(takeAsked(client, 'one')).toBeNull();
  ask?.();
  forgetUndo(client, 'one');
  expect(takeAsked(client, 'one')).toBeNull();
});

test('the toast of an older correction undoes no newer one', () => {
  rememberUndo(client, 'one', PATCH, 'me');
  const ask = undoLater(client, 'one');
  vi.advanceTimersByTime(1);
  rememberUndo(client, 'one', { email: 'new@example.com', expected: { ...SAVED, email: 'old@example.com' } }, 'me');
  ask?.();
  expect(takeAsked(client, 'one')).toBeNull();
});

test('signing out empties the cache, and with it what could be undone', () => {
  rememberUndo(client, 'one', PATCH, 'me');
  client.clear();
  expect(kept()).toBeNull();
  vi.advanceTimersByTime(10 * MINUTE);
});
