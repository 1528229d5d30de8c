import { beforeEach, expect, it, vi } from 'vitest';
import type { SearchQuery } from '../../../contracts/search';
import type { AuditContext } from '../../audit/public';
import { countCustomers } from './counts';

/** A count with a text tells something about people, so it is a recorded search; a count of filters alone is not. */

const engine = vi.hoisted(() => ({ counts: 0, events: [] as unknown[], isWritable: true }));
vi.mock('../../directory/public', async () => ({
  readWholeQuery: (await import('../../directory/query')).readWholeQuery,
  directoryStatus: async () => ({ state: 'ready' }),
  countMatches: async () => {
    engine.counts += 1;
    return { total: 3, exact: true, facets: null, alike: 0 };
  },
}));
vi.mock('../../audit/public', () => ({
  trail: () => ({
    record: async (_: unknown, action: string, detail: unknown) => {
      if (!engine.isWritable) throw new Error('the disk is full');
      engine.events.push([action, detail]);
    },
  }),
}));
vi.mock('../../log', () => ({ log: () => ({ error: () => {} }), describeError: () => ({}) }));

const context: AuditContext = {
  actor: { id: null, email: null, role: null },
  sessionId: null,
  requestId: null,
  address: null,
};
const count = (query: SearchQuery) => countCustomers(query, context);

beforeEach(() => Object.assign(engine, { counts: 0, events: [], isWritable: true }));

it('with a text is recorded by kinds and names, never with the text', async () => {
  expect(await count({ text: 'amina', filters: { nationality: ['ARE'] } })).toMatchObject({ total: 3 });
  expect(engine.events).toEqual([['customers.searched', { terms: ['word'], filters: ['nationality'], found: 3 }]]);
});

it('with a text shows nothing that could not be recorded', async () => {
  engine.isWritable = false;
  await expect(count({ text: 'amina' })).rejects.toMatchObject({ code: 'audit_unavailable' });
});

it.each([{}, { filters: { nationality: ['ARE'] } }, { text: '  ' }])(
  'without a text is not recorded: %j',
  async (query) => {
    expect(await count(query)).toMatchObject({ total: 3 });
    expect([engine.counts, engine.events]).toEqual([1, []]);
  },
);
