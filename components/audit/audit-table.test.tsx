import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { AuditEntry, AuditNames } from '@/lib/contracts/audit';
import { foldLooks } from '@/lib/folded-events';
import { AuditTable } from './audit-table';

const entry = (seq: number): AuditEntry => ({
  seq,
  outcomeSeq: seq + 1,
  at: '2026-11-24T09:00:00.000Z',
  action: 'customer.opened',
  outcome: 'success',
  actor: { id: null, email: 'jo@desk.example', role: 'support' },
  // Another customer each, so that no opening is a repeated one.
  customer: `3fa85f64-5717-4562-b3fc-2c963f66af${seq}`,
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
const draw = (entries: AuditEntry[] | undefined, names?: AuditNames) =>
  renderToStaticMarkup(
    <AppRouterContext.Provider value={ROUTER}>
      <AuditTable folds={entries && foldLooks(entries)} names={names} dimmed={false} onFilter={nowhere} />
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

  it('name people and customers, with what identifies them as a title; an unknown customer by the short id', () => {
    const actor = { id: 'a', email: 'jo@desk.example', role: 'support' };
    const people = {
      a: { name: 'Jo Berg', email: 'jo.berg@desk.example', kind: 'local', apart: null, hasLeft: false } as const,
    };
    const html = draw(
      [
        { ...entry(12), actor },
        { ...entry(10), actor },
      ],
      { people, customers: { '3fa85f64-5717-4562-b3fc-2c963f66af12': 'Amal Nasser' } },
    );
    expect(html).toMatch(/title="jo@desk.example"[^>]*>Jo Berg</);
    expect(html).toMatch(/title="Customer 3fa85f64-5717-4562-b3fc-2c963f66af12"[^>]*>Amal Nasser</);
    expect(html).toContain('3fa85f64…');
  });

  it('are one row for repeated openings, which says how many events it stands for', () => {
    const again = (seq: number) => ({ ...entry(seq), customer: '3fa85f64-5717-4562-b3fc-2c963f66afa6' });
    const html = draw([again(14), again(12), again(10)]);
    expect(html.match(/data-seq/g)).toHaveLength(1);
    expect(html).toContain('Customer opened 3 times');
    expect(html).toContain('aria-label="3 events, #10 to #14"');
  });

  it('are skeleton rows while they are on their way, and the table says so', () => {
    const html = draw(undefined);
    expect(html).toContain('aria-busy="true"');
    expect(html.match(/<tr aria-hidden="true"/g)).toHaveLength(30);
    expect(html).not.toContain('data-seq');
  });
});
