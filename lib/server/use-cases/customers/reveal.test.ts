import { beforeEach, expect, it, vi } from 'vitest';
import type { AuditContext } from '../../audit/public';
import { revealImages } from './reveal';

/** Simultaneous reveals share one call to Sentinel, but never a small image for an original. */

const ask = vi.hoisted(() => vi.fn());
const release = vi.fn();
vi.mock('../../sentinel/public', () => ({ sentinel: () => ({ revealImages: ask }) }));
vi.mock('./locate', () => ({ withIdentifiers: (uuid: string, run: (known: unknown) => unknown) => run({ uuid }) }));
vi.mock('./look-and-spend', () => ({ lookAndSpend: async () => ({ known: {}, done: async () => {} }) }));
vi.mock('../purpose', () => ({ purposeFor: async () => ({}) }));
vi.mock('../audited', () => ({ audited: (_: unknown, { work }: { work: () => unknown }) => work() }));

const actor: AuditContext = {
  actor: { id: null, email: null, role: null },
  sessionId: null,
  requestId: null,
  address: null,
};

beforeEach(() => {
  ask.mockReset();
  ask.mockImplementation(async ({ uuid }: { uuid: string }) => ({ uuid, images: [], release }));
  release.mockReset();
});

it('the same size is asked for once', async () => {
  await Promise.all([revealImages('one', true, actor), revealImages('one', true, actor)]);
  expect(ask).toHaveBeenCalledTimes(1);
});

it('small and original images at once are two calls, each with its own size', async () => {
  await Promise.all([revealImages('one', true, actor), revealImages('one', false, actor)]);
  expect(ask.mock.calls.map(([, options]) => options)).toEqual([{ optimized: true }, { optimized: false }]);
});

it('two customers are two calls', async () => {
  await Promise.all([revealImages('one', true, actor), revealImages('two', true, actor)]);
  expect(ask).toHaveBeenCalledTimes(2);
});

it('gives the memory back when the last of those who share the images has them, or has left', async () => {
  const [one, two] = await Promise.all([revealImages('one', true, actor), revealImages('one', true, actor)]);
  expect(release).not.toHaveBeenCalled();
  await one?.text();
  expect(release).not.toHaveBeenCalled();
  await two?.body?.cancel();
  expect(release).toHaveBeenCalledTimes(1);
});

it('gives the memory back of a browser that takes nothing', async () => {
  vi.useFakeTimers();
  const slow = await revealImages('one', true, actor);
  vi.advanceTimersByTime(119_000);
  expect(release).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(release).toHaveBeenCalledTimes(1);
  vi.useRealTimers();
  await expect(slow.text()).rejects.toThrow();
});
