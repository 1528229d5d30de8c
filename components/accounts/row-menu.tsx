'use client';

import { Gauge, KeyRound, LifeBuoy, MonitorSmartphone, ShieldOff, UserCheck, UserCog, UserX } from 'lucide-react';
import { useViewer } from '@/components/shell/viewer-context';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import type { OpenMenu } from '@/components/ui/menu-button';
import type { AccountEntry } from '@/lib/contracts/accounts';
import type { Task } from './account-task';

export interface RowMenuProps {
  account: AccountEntry;
  /** Whether people may have passwords here. */
  localAccounts: boolean;
  onTask: (task: Task) => void;
}

/**
 * The tasks for one account. Roles and passwords that the identity provider keeps are not offered, and password links
 * only where people may have passwords.
 */
export function RowMenu({ account, localAccounts, onTask, ...menu }: RowMenuProps & OpenMenu) {
  const { accountId } = useViewer();
  const local = account.kind === 'local';
  const disabled = account.disabledAt !== null;
  return (
    <Menu {...menu} label={`Actions for ${account.name}`}>
      <MenuItem icon={MonitorSmartphone} onSelect={() => onTask({ kind: 'sessions', account })}>
        Sessions
      </MenuItem>
      {!disabled && account.id !== accountId && (
        <MenuItem icon={Gauge} onSelect={() => onTask({ kind: 'budgets', account })}>
          Grant more for today
        </MenuItem>
      )}
      {local && (
        <MenuItem icon={UserCog} onSelect={() => onTask({ kind: 'role', account })}>
          Change role
        </MenuItem>
      )}
      {local && localAccounts && !disabled && (
        <MenuItem icon={KeyRound} onSelect={() => onTask({ kind: 'password-link', account })}>
          {account.hasPassword ? 'Reset password' : 'New invitation'}
        </MenuItem>
      )}
      {account.secondFactor && (
        <MenuItem icon={ShieldOff} onSelect={() => onTask({ kind: 'second-factor', account })}>
          Remove second factor
        </MenuItem>
      )}
      {account.passkeys > 0 && localAccounts && !disabled && (
        <MenuItem icon={LifeBuoy} onSelect={() => onTask({ kind: 'recovery', account })}>
          Recover access
        </MenuItem>
      )}
      <MenuSeparator />
      {disabled ? (
        <MenuItem icon={UserCheck} onSelect={() => onTask({ kind: 'enable', account })}>
          Enable account
        </MenuItem>
      ) : (
        <MenuItem icon={UserX} onSelect={() => onTask({ kind: 'disable', account })}>
          Disable account
        </MenuItem>
      )}
    </Menu>
  );
}
