import { beforeEach, expect, it, vi } from 'vitest';
import type { AuditContext } from '../../audit/public';
import { revealImages } from './reveal';

/** Simultaneous reveals share one call to Sentinel, but never a small image for an original. */

const ask = vi.hoisted(() => vi.fn());
vi.mock('../../sentinel/public', () => ({ sentinel: () => ({ revealImages: ask }) }));
vi.mock('./locate', () => ({ withIdentifiers: (uuid: string, run: (known: unknown) => unknown) => run({ uuid }) }));
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
  ask.mockImplementation(async ({ uuid }: { uuid: string }) => ({ uuid, images: [] }));
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
