import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import type { ComponentProps } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, test } from 'vitest';
import { ViewerProvider } from '@/components/shell/viewer-context';
import { can, ROLES, type Role } from '@/lib/access';
import type { ExpiringRow } from '@/lib/contracts/expiring';
import { EXPIRING_LOOKS } from './expiring-looks';
import { ExpiringTable, ExpiryBadge } from './expiring-table';

const row = (days: number | null, uuid = '3fa85f64-5717-4562-b3fc-2c963f66afa6'): ExpiringRow => ({
  uuid,
  name: 'Noor',
  surname: null,
  nationality: 'ARE',
  status: null,
  email: null,
  phoneNumber: null,
  lastLink: null,
  marks: [],
  documentType: 'passport',
  dateOfExpiry: null,
  disputed: null,
  days,
});

describe('the badge of a document', () => {
  const badge = (days: number | null) => renderToStaticMarkup(<ExpiryBadge row={row(days)} />);

  it('is red after the last day, also when only Sentinel says that the document has expired', () => {
    for (const days of [-400, -1, null]) expect(badge(days)).toMatch(/\btext-bad\b/);
  });

  it('is amber while the document is valid, on its last day too', () => {
    for (const days of [0, 1, 90]) expect(badge(days)).toMatch(/\btext-attention\b/);
  });
});

const CreateLink = (props: { name: string; tabIndex?: number }) => (
  <button type="button" tabIndex={props.tabIndex}>
    Link for {props.name}
  </button>
);

const nothing = () => {};
const AS_USUAL = { visibility: {}, order: Object.keys(EXPIRING_LOOKS), widths: {} };
const ROUTER: ComponentProps<typeof AppRouterContext>['value'] = {
  ...{ back: nothing, forward: nothing, refresh: nothing, push: nothing, replace: nothing, prefetch: nothing },
  bfcacheId: '',
};

function draw(role: Role): string {
  const rows = [row(-1), row(3, '11111111-5717-4562-b3fc-2c963f66afa6')];
  return renderToStaticMarkup(
    <AppRouterContext value={ROUTER}>
      <ViewerProvider
        viewer={{ accountId: 'a', name: 'Jo', email: 'jo@desk.example', role }}
        ways={{ password: true, passkey: false, sso: false }}
      >
        <ExpiringTable
          CreateLink={CreateLink}
          rows={rows}
          dimmed={false}
          params={{ within: 30 }}
          arranged={AS_USUAL}
          onSort={nothing}
          sortable
          actions={() => null}
          more={null}
        />
      </ViewerProvider>
    </AppRouterContext>,
  );
}

test.each(ROLES)('the column with the link button is there for those who may create links alone: %s', (role) => {
  const html = draw(role);
  const may = can({ role }, 'link:create');
  expect(html.match(/<th /g)).toHaveLength(may ? 11 : 10);
  expect(html.match(/Link for Noor/g) ?? []).toHaveLength(may ? 2 : 0);
});

test('all rows are one tab stop: link and button of one row, and of no other', () => {
  const role = ROLES.find((one) => can({ role: one }, 'link:create'));
  if (role === undefined) throw new Error('no role may create links');
  const rows = draw(role).split('<tr ').slice(-2);
  expect(rows.map((one) => [...one.matchAll(/tabindex="(-?\d)"/gi)].map(([, value]) => value))).toEqual([
    ['0', '0', '0'],
    ['-1', '-1', '-1'],
  ]);
});
