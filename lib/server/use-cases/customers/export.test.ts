import { beforeEach, expect, it, vi } from 'vitest';
import type { AuditContext } from '../../audit/public';
import type { FilePart } from '../../file-source';
import { exportCustomers } from './export';

/** The limit of rows: the engine gets it, the intent records it, and the reader learns what is missing. */

const desk = vi.hoisted(() => ({ limit: 0, count: 0, opened: [] as unknown[], intents: [] as unknown[] }));
vi.mock('../../env', () => ({ env: () => ({ DIRECTORY: 'on', EXPORT_ROW_LIMIT: desk.limit }) }));
vi.mock('../../log', () => ({ log: () => ({ error: () => {} }), describeError: () => ({}) }));
vi.mock('../../directory/public', async () => ({
  EXPORTS_AT_ONCE: 2,
  readWholeQuery: (await import('../../directory/query')).readWholeQuery,
  openExport: async (_query: unknown, columns: unknown, limit: number) => {
    desk.opened.push({ columns, limit });
    const part: FilePart = { bytes: Buffer.from('uuid\r\n'), rows: 0, last: true };
    return { count: desk.count, next: async () => part, close: async () => {} };
  },
}));
vi.mock('../../audit/public', () => ({
  trail: () => ({
    intend: async (_context: unknown, action: string, detail: unknown) => desk.intents.push([action, detail]),
    conclude: async () => {},
  }),
}));

const context: AuditContext = {
  actor: { id: null, email: null, role: null },
  sessionId: null,
  requestId: null,
  address: null,
};

beforeEach(() => Object.assign(desk, { limit: 700, count: 12_000, opened: [], intents: [] }));

it.each([
  { count: 12_000, limit: 700, rows: '700' },
  { count: 699, limit: 700, rows: '699' },
  { count: 0, limit: 700, rows: '0' },
])('$count matches and a limit of $limit', async ({ count, limit, rows }) => {
  Object.assign(desk, { limit, count });
  const answer = await exportCustomers({ columns: ['name', 'uuid'] }, context, new AbortController().signal);
  await answer.text();
  expect(desk.opened).toEqual([{ columns: ['uuid', 'name'], limit }]);
  expect(desk.intents).toEqual([['customers.exported', { columns: ['uuid', 'name'], filters: [], limit }]]);
  expect([answer.headers.get('x-export-rows'), answer.headers.get('x-export-matches')]).toEqual([rows, `${count}`]);
});
