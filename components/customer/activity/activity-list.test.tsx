import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ViewerProvider } from '@/components/shell/viewer-context';
import { activityQuery } from '@/lib/client/activity';
import type { AuditEntry } from '@/lib/contracts/audit';
import { ActivityList } from './activity-list';

/** What the paper of a customer has of the activity: controls are hidden there, and their facts must not be. */

const UUID = '3fa85f64-5717-4562-b3fc-2c963f66af01';
const OLDER = 'Older entries are not on this paper.';
const FOLDED = 'More looks at the record are not on this paper.';
const look = (seq: number, person: number): AuditEntry => ({
  seq,
  outcomeSeq: seq + 1,
  at: '2026-11-24T09:00:00.000Z',
  action: 'customer.opened',
  outcome: 'success',
  actor: { id: null, email: `person-${person}@desk.example`, role: 'support' },
  customer: UUID,
  detail: {},
  sessionId: null,
  requestId: null,
  address: null,
});

function draw(entries: AuditEntry[], next: number | null): string {
  const client = new QueryClient();
  client.setQueryData(activityQuery(UUID).queryKey, {
    pages: [{ entries, people: {}, next, nextLooks: null }],
    pageParams: [{ limit: 5, looks: 25 }],
  });
  const viewer = { accountId: 'me', name: 'Me', email: 'me@desk.example', role: 'support', mentions: 0 } as const;
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <ViewerProvider viewer={viewer} ways={{ password: true, passkey: false, sso: false }}>
        <ActivityList uuid={UUID} asOf="2026-11-24T09:00:00.000Z" />
      </ViewerProvider>
    </QueryClientProvider>,
  );
}

it('the dates of repeated looks are printed, though they are a button', () => {
  const html = draw([look(12, 1), look(10, 1)], null);
  expect(html).toMatch(/<button [^>]*data-printed="true"[^>]*><bdi dir="ltr">/);
  expect(html).not.toContain('not on this paper');
});

it('says on paper alone what is not there: looks that are folded away, and older entries', () => {
  const folded = draw(
    [1, 2, 3, 4, 5].map((person) => look(20 - 2 * person, person)),
    null,
  );
  expect(folded).toContain(`<p class="hidden print:block">${FOLDED}`);
  expect(folded).not.toContain(OLDER);
  const older = draw([look(12, 1)], 5);
  expect(older).toContain(`<p class="hidden print:block">${OLDER}`);
});
