'use client';

import { useState } from 'react';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import { changeAccount, removeSecondFactor } from '@/lib/client/accounts';
import type { AccountEntry } from '@/lib/contracts/accounts';
import { ROLE_LABELS } from '@/lib/words/roles';
import { BudgetDialog } from './budget-dialog';
import { CreateDialog, ROLE_OPTIONS } from './create-dialog';
import { PasswordLinkDialog } from './password-link-dialog';
import { SessionsDialog } from './sessions-dialog';
import { TaskDialog } from './task-dialog';

export type Task =
  | { kind: 'create' }
  | {
      kind: 'role' | 'budgets' | 'password-link' | 'recovery' | 'second-factor' | 'sessions' | 'disable' | 'enable';
      account: AccountEntry;
    };

interface AccountTaskProps {
  task: Task;
  onChanged: () => void;
  onClose: () => void;
}

/** The dialog of the chosen task. */
export function AccountTask({ task, onChanged, onClose }: AccountTaskProps) {
  const toast = useToast();
  if (task.kind === 'create') return <CreateDialog onChanged={onChanged} onClose={onClose} />;
  const { account, kind } = task;
  const done = (title: string) => () => {
    toast({ title, description: account.name, tone: 'good' });
    onChanged();
    onClose();
  };
  const name = <bdi className="font-medium">{account.name}</bdi>;
  switch (kind) {
    case 'password-link':
    case 'recovery':
      return (
        <PasswordLinkDialog account={account} recovery={kind === 'recovery'} onChanged={onChanged} onClose={onClose} />
      );
    case 'sessions':
      return <SessionsDialog account={account} onChanged={onChanged} onClose={onClose} />;
    case 'budgets':
      return <BudgetDialog account={account} onDone={done('More granted for today')} onClose={onClose} />;
    case 'role':
      return <RoleDialog account={account} onDone={done('Role changed')} onClose={onClose} />;
    case 'second-factor':
      return (
        <TaskDialog
          name={account.name}
          danger
          title="Remove the second factor?"
          confirmLabel="Remove second factor"
          call={() => removeSecondFactor(account.id)}
          onDone={done('Second factor removed')}
          onClose={onClose}
        >
          <p>
            <bdi>
              For a lost phone. {name} is signed out everywhere, and signs in with the password alone until they set up
              a new one.
            </bdi>
          </p>
        </TaskDialog>
      );
    case 'disable':
      return (
        <TaskDialog
          name={account.name}
          danger
          title="Disable the account?"
          confirmLabel="Disable account"
          call={() => changeAccount(account.id, { disabled: true })}
          onDone={done('Account disabled')}
          onClose={onClose}
        >
          <p>
            <bdi>{name} is signed out everywhere at once and can not sign in again until the account is enabled.</bdi>
          </p>
        </TaskDialog>
      );
    case 'enable':
      return (
        <TaskDialog
          name={account.name}
          title="Enable the account?"
          confirmLabel="Enable account"
          call={() => changeAccount(account.id, { disabled: false })}
          onDone={done('Account enabled')}
          onClose={onClose}
        >
          <p>
            <bdi>
              {name} can sign in again, as {ROLE_LABELS[account.role]}.
            </bdi>
          </p>
        </TaskDialog>
      );
  }
}

function RoleDialog({ account, ...rest }: { account: AccountEntry; onDone: () => void; onClose: () => void }) {
  const [role, setRole] = useState(account.role);
  return (
    <TaskDialog
      {...rest}
      name={account.name}
      title="Change role"
      confirmLabel="Save role"
      touched={role !== account.role}
      call={() => changeAccount(account.id, { role })}
    >
      <p>
        <bdi>
          It counts from the next click of <bdi className="font-medium">{account.name}</bdi> on.
        </bdi>
      </p>
      <Select label="Role" value={role} options={ROLE_OPTIONS} onValueChange={setRole} />
    </TaskDialog>
  );
}
