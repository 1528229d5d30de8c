'use client';

import { Ellipsis } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { MenuButton } from '@/components/ui/menu-button';
import { Skeleton } from '@/components/ui/skeleton';
import type { AccountEntry } from '@/lib/contracts/accounts';
import { sessionCount } from '@/lib/words/amounts';
import { formatMoment } from '@/lib/words/format';
import { ROLE_LABELS } from '@/lib/words/roles';
import type { Task } from './account-task';
import type { RowMenuProps } from './row-menu';

const loadMenu = () => import('./row-menu').then((module) => module.RowMenu);

const CELL = 'overflow-hidden border-line border-b px-3 first:ps-4 last:pe-4';
const HEADS: readonly [string, string][] = [
  ['Name', '26%'],
  ['Role', '14%'],
  ['Sign-in', '20%'],
  ['State', '14%'],
  ['Last seen', '18%'],
];

export interface AccountsTableProps {
  /** `undefined` while they are loading. */
  accounts: readonly AccountEntry[] | undefined;
  localAccounts: boolean;
  onTask: (task: Task) => void;
}

export function AccountsTable({ accounts, localAccounts, onTask }: AccountsTableProps) {
  return (
    <table
      aria-label="Accounts"
      aria-busy={accounts === undefined}
      className="w-full min-w-[52rem] table-fixed border-separate border-spacing-0"
    >
      <thead>
        <tr className="h-9">
          {HEADS.map(([head, width]) => (
            <th
              key={head}
              scope="col"
              style={{ width }}
              className="sticky top-0 z-10 border-line border-b bg-canvas px-3 text-start font-medium text-muted text-xs first:ps-4"
            >
              {head}
            </th>
          ))}
          <th scope="col" className="sticky top-0 z-10 border-line border-b bg-canvas px-3">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {accounts === undefined
          ? Array.from({ length: 4 }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows that are still to come have nothing else.
              <tr key={index} className="h-12">
                <td colSpan={6} className={CELL}>
                  <Skeleton className="w-2/3" />
                </td>
              </tr>
            ))
          : accounts.map((account) => (
              <AccountRow key={account.id} account={account} localAccounts={localAccounts} onTask={onTask} />
            ))}
      </tbody>
    </table>
  );
}

function AccountRow({ account, localAccounts, onTask }: RowMenuProps) {
  return (
    <tr className="h-12 bg-surface hover:bg-sunken">
      <td className={CELL}>
        <span dir="auto" title={account.name} className="clip font-medium">
          {account.name}
        </span>
        <span dir="ltr" title={account.email} className="clip text-muted text-xs">
          {account.email}
        </span>
      </td>
      <td className={CELL}>{ROLE_LABELS[account.role]}</td>
      <td className={CELL}>
        {account.kind === 'sso' ? 'Single sign-on' : account.secondFactor ? 'Password and code' : 'Password'}
      </td>
      <td className={CELL}>
        <State account={account} />
      </td>
      <td className={CELL}>
        <bdi>{account.lastSeenAt ? formatMoment(account.lastSeenAt) : 'Never'}</bdi>
        {account.sessions > 0 && (
          <span className="block text-muted text-xs">
            <bdi>{sessionCount(account.sessions)}</bdi>
          </span>
        )}
      </td>
      <td className={`${CELL} bg-inherit text-end max-md:sticky max-md:end-0 max-md:z-[1]`}>
        <MenuButton
          variant="ghost"
          size="icon"
          label={`Actions for ${account.name}`}
          load={loadMenu}
          menuProps={{ account, localAccounts, onTask }}
        >
          <Ellipsis aria-hidden />
        </MenuButton>
      </td>
    </tr>
  );
}

function State({ account }: { account: AccountEntry }) {
  if (account.disabledAt !== null) return <Badge tone="bad">Disabled</Badge>;
  if (account.kind === 'sso' || account.hasPassword) return <Badge tone="good">Active</Badge>;
  return account.linkUntil ? <Badge>Invited</Badge> : <Badge tone="attention">Invitation expired</Badge>;
}
