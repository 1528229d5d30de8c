'use client';

import { Ellipsis } from 'lucide-react';
import { createContext, useContext, useRef } from 'react';
import type { ColumnLook } from '@/components/table/column-look';
import { SkeletonRows } from '@/components/table/skeleton-rows';
import { TableFrame } from '@/components/table/table-frame';
import { tableColumns, useTableModel } from '@/components/table/table-model';
import { TableRow } from '@/components/table/table-row';
import { useRowFocus } from '@/components/table/use-row-focus';
import { Badge } from '@/components/ui/badge';
import { MenuButton } from '@/components/ui/menu-button';
import type { AccountEntry } from '@/lib/contracts/accounts';
import { sessionCount } from '@/lib/words/amounts';
import { formatMoment } from '@/lib/words/format';
import { ROLE_LABELS } from '@/lib/words/roles';
import type { RowMenuProps } from './row-menu';

const loadMenu = () => import('./row-menu').then((module) => module.RowMenu);

type AccountColumnId = 'name' | 'role' | 'signIn' | 'state' | 'lastSeen' | 'actions';

/** The columns of the Accounts table, in their order. On a phone a row is a card: name and actions, then what else there is. */
const ACCOUNT_LOOKS: Record<AccountColumnId, ColumnLook> = {
  name: { label: 'Name', min: 216, share: '26%', bone: 'w-40', cell: 'on-card max-sm:col-span-2' },
  role: {
    ...{ label: 'Role', min: 117, share: '14%', bone: 'w-20' },
    cell: 'on-card whitespace-normal max-sm:row-start-2',
  },
  signIn: {
    ...{ label: 'Sign-in', min: 166, share: '20%', bone: 'w-28' },
    cell: 'on-card whitespace-normal max-sm:col-start-2 max-sm:row-start-2 max-sm:text-muted',
  },
  state: {
    ...{ label: 'State', min: 117, share: '14%', bone: 'w-16' },
    cell: 'on-card max-sm:col-start-3 max-sm:row-start-2 max-sm:text-end',
  },
  lastSeen: {
    ...{ label: 'Last seen', min: 150, share: '18%', bone: 'w-28' },
    cell: 'on-card whitespace-normal max-sm:col-span-full max-sm:row-start-3',
  },
  actions: {
    label: 'Actions',
    labelHidden: true,
    min: 66,
    share: 'rest',
    bone: 'ms-auto w-6',
    // In a narrow window the actions stay while the other columns scroll sideways.
    cell: 'on-card bg-inherit text-end max-sm:col-start-3 max-sm:row-start-1 sm:max-md:sticky sm:max-md:end-0 sm:max-md:z-[1]',
  },
};

const NO_ACCOUNTS: AccountEntry[] = [];
const SKELETONS = 4;

type RowActions = Omit<RowMenuProps, 'account'>;

/** The rows' menus need these. A context, because the columns stand at module scope. */
const Actions = createContext<RowActions>({ localAccounts: false, onTask: () => undefined });

const columns = tableColumns<AccountEntry, AccountColumnId>(ACCOUNT_LOOKS, {
  name: ({ name, email }) => (
    <>
      <span dir="auto" title={name} className="clip font-medium">
        {name}
      </span>
      <span dir="ltr" title={email} className="clip text-muted text-xs">
        {email}
      </span>
    </>
  ),
  role: ({ role }) => ROLE_LABELS[role],
  signIn: ({ kind, secondFactor, passkeys }) => {
    if (kind === 'sso') return 'Single sign-on';
    if (passkeys > 0) return secondFactor ? 'Passkey, or password and code' : 'Passkey';
    return secondFactor ? 'Password and code' : 'Password';
  },
  state: (account) => <State account={account} />,
  lastSeen: ({ lastSeenAt, sessions }) => (
    <>
      <bdi className="me-1 text-muted text-xs sm:hidden">Last seen:</bdi>
      <bdi>{lastSeenAt ? formatMoment(lastSeenAt) : 'Never'}</bdi>
      {sessions > 0 && (
        <span className="block text-muted text-xs">
          <bdi>{sessionCount(sessions)}</bdi>
        </span>
      )}
    </>
  ),
  actions: (account) => <ActionsCell account={account} />,
});

interface AccountsTableProps extends RowActions {
  /** `undefined` while the accounts are loading. */
  accounts: readonly AccountEntry[] | undefined;
}

/**
 * The accounts in rows. Every row's menu is a tab stop of its own: on a menu button the arrow keys open the menu, so
 * `j` and `k` alone move between rows.
 */
export function AccountsTable({ accounts, ...actions }: AccountsTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const table = useTableModel(columns, accounts ?? NO_ACCOUNTS);
  const { onFocus } = useRowFocus(body, accounts?.length ?? 0, 'rows');
  return (
    <Actions value={actions}>
      <TableFrame
        label="Accounts"
        phoneCards
        columns={table.columns}
        busy={accounts === undefined}
        ref={body}
        onFocus={onFocus}
      >
        {accounts === undefined ? (
          <SkeletonRows columns={table.columns} count={SKELETONS} rowClass="h-12" />
        ) : (
          table.rows.map((row) => (
            <TableRow
              key={row.original.id}
              row={row}
              cells={table.cells}
              tabStop
              className="h-12 bg-surface hover:bg-sunken"
            />
          ))
        )}
      </TableFrame>
    </Actions>
  );
}

function ActionsCell({ account }: { account: AccountEntry }) {
  const actions = useContext(Actions);
  return (
    <MenuButton
      variant="ghost"
      size="icon"
      label={`Actions for ${account.name}`}
      load={loadMenu}
      menuProps={{ account, ...actions }}
    >
      <Ellipsis aria-hidden />
    </MenuButton>
  );
}

function State({ account }: { account: AccountEntry }) {
  if (account.disabledAt !== null) return <Badge tone="bad">Disabled</Badge>;
  if (account.kind === 'sso' || account.hasPassword) return <Badge tone="good">Active</Badge>;
  return account.linkUntil ? <Badge>Invited</Badge> : <Badge tone="attention">Invitation expired</Badge>;
}
