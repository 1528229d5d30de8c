'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { UserPlus, Users } from 'lucide-react';
import { useMemo, useState } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';
import { useKeyHint } from '@/components/shell/key-hint';
import { PageLink } from '@/components/shell/page-link';
import { RowsFailed } from '@/components/table/rows-state';
import { TableBox } from '@/components/table/table-frame';
import { Alert } from '@/components/ui/alert';
import { Button, buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Input } from '@/components/ui/input';
import { useLoaded } from '@/components/ui/use-loaded';
import { accountsQuery } from '@/lib/client/accounts';
import type { AccountEntry, RolesUntold } from '@/lib/contracts/accounts';
import { routes } from '@/lib/routes';
import { formatMoment } from '@/lib/words/format';
import { ROLE_LABELS } from '@/lib/words/roles';
import { UNTOLD_ROLES_WORDS } from '@/lib/words/untold-roles';
import { bareContact } from '@/lib/writing/contacts';
import { fold } from '@/lib/writing/fold';
import type { Task } from './account-task';
import { AccountsTable } from './accounts-table';

const loadTask = () => import('./account-task').then((module) => module.AccountTask);

interface AccountsPageProps {
  /** Whether people may have passwords here; else all come from the identity provider. */
  localAccounts: boolean;
}

/** All accounts that may sign in. The page filters them itself: an office has hundreds of accounts, not millions. */
export function AccountsPage({ localAccounts }: AccountsPageProps) {
  const client = useQueryClient();
  const query = useQuery(accountsQuery());
  const [filter, setFilter] = useState('');
  const [task, setTask] = useState<Task | null>(null);
  const [AccountTask, , askForTask] = useLoaded(loadTask);
  const begin = (next: Task) => void askForTask(() => setTask(next));
  const create = () => begin({ kind: 'create' });
  const hint = useKeyHint('newAccount');
  usePageKeys({
    ...(localAccounts && {
      newAccount: () => {
        create();
        return true;
      },
    }),
  });
  const accounts = query.data?.accounts;
  const shown = useMemo(() => accounts?.filter((account) => matches(account, filter)), [accounts, filter]);

  return (
    <div className="flex page-height flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
        <h1 className="font-semibold text-xl">Accounts</h1>
        <Input
          type="search"
          aria-label="Filter accounts"
          placeholder="Name, e-mail or role"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          className="max-w-72 max-sm:order-last"
        />
        {localAccounts && (
          <Button variant="primary" className="ms-auto" {...hint('Create account')} onClick={create}>
            <UserPlus aria-hidden />
            Create account
          </Button>
        )}
      </div>
      {query.data?.rolesUntold && <RolesUntoldAlert untold={query.data.rolesUntold} />}
      <TableBox>
        {query.error && !query.data ? (
          <RowsFailed
            title="The accounts could not be loaded"
            error={query.error}
            retry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        ) : (
          <AccountsTable accounts={shown} localAccounts={localAccounts} onTask={begin} />
        )}
        {shown?.length === 0 && (
          <EmptyState icon={Users} title="Nobody like that">
            No account has this in its name, e-mail or role.
          </EmptyState>
        )}
      </TableBox>
      {task && AccountTask && (
        <AccountTask
          task={task}
          onChanged={() => void client.invalidateQueries({ queryKey: ['accounts'] })}
          onClose={() => setTask(null)}
        />
      )}
    </div>
  );
}

function RolesUntoldAlert({ untold: { people, lastAt, reason } }: { untold: RolesUntold }) {
  const { title, advice, events } = UNTOLD_ROLES_WORDS;
  return (
    <Alert
      role="status"
      tone="attention"
      title={title(people, formatMoment(lastAt))}
      className="mx-4 mb-3 shrink-0"
      actions={
        <PageLink href={routes.audit({ action: 'session.refused' })} className={buttonClass({ size: 'sm' })}>
          {events}
        </PageLink>
      }
    >
      {advice[reason]}
    </Alert>
  );
}

function matches({ name, email, role }: AccountEntry, filter: string): boolean {
  return fold(`${name} ${email} ${ROLE_LABELS[role]}`, 'email').includes(fold(bareContact(filter), 'email').trim());
}
