import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '@/lib/contracts/audit';
import { AuditTable } from './audit-table';

const entry = (seq: number): AuditEntry => ({
  seq,
  outcomeSeq: seq + 1,
  at: '2026-11-24T09:00:00.000Z',
  action: 'customer.opened',
  outcome: 'success',
  actor: { id: null, email: 'jo@desk.example', role: 'support' },
  customer: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  detail: {},
  sessionId: null,
  requestId: null,
  address: null,
});
const nowhere = () => undefined;
const ROUTER = {
  ...{ back: nowhere, forward: nowhere, refresh: nowhere, push: nowhere, replace: nowhere, prefetch: nowhere },
  bfcacheId: '',
};
const draw = (entries: AuditEntry[] | undefined) =>
  renderToStaticMarkup(
    <AppRouterContext.Provider value={ROUTER}>
      <AuditTable entries={entries} dimmed={false} onFilter={nowhere} />
    </AppRouterContext.Provider>,
  );

describe('the audit events', () => {
  it('stand in rows in the order of the answer, under their accessible name', () => {
    const html = draw([entry(12), entry(10), entry(8)]);
    expect(html).toMatch(/^<table aria-label="Audit events" aria-busy="false"/);
    expect([...html.matchAll(/data-seq="(\d+)"/g)].map(([, seq]) => Number(seq))).toEqual([12, 10, 8]);
    expect(html.match(/aria-expanded="false"/g)).toHaveLength(3);
  });

  it('are one tab stop: button and link of one row, and of no other', () => {
    const rows = draw([entry(12), entry(10)])
      .split('<tr ')
      .slice(-2);
    expect(rows.map((row) => [...row.matchAll(/tabindex="(-?\d)"/gi)].map(([, value]) => value))).toEqual([
      ['0', '0'],
      ['-1', '-1'],
    ]);
  });

  it('are skeleton rows while they are on their way, and the table says so', () => {
    const html = draw(undefined);
    expect(html).toContain('aria-busy="true"');
    expect(html.match(/<tr aria-hidden="true"/g)).toHaveLength(30);
    expect(html).not.toContain('data-seq');
  });
});
