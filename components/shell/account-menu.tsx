'use client';

import { Keyboard, LogOut, MonitorSmartphone } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '@/components/ui/menu';
import type { OpenMenu } from '@/components/ui/menu-button';
import { leaveWhenFree } from '@/lib/client/at-stake';
import { routes } from '@/lib/routes';
import { ROLE_LABELS } from '@/lib/words/roles';
import type { Direction, Theme } from './preferences';
import { usePreferences } from './preferences-context';
import { useShowShortcuts } from './shortcuts';
import { useViewer } from './viewer-context';

const THEME_OPTIONS: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: 'Like the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const DIRECTION_OPTIONS: readonly { value: Direction; label: string }[] = [
  { value: 'ltr', label: 'Left to right' },
  { value: 'rtl', label: 'Right to left' },
];

export function AccountMenu({ onSignOut, ...menu }: OpenMenu & { onSignOut: () => void }) {
  const viewer = useViewer();
  const preferences = usePreferences();
  const showShortcuts = useShowShortcuts();
  const router = useRouter();
  return (
    <Menu {...menu} label="Account">
      <div className="px-2 py-1.5">
        <p className="truncate font-medium" title={viewer.name}>
          {viewer.name}
        </p>
        <p className="truncate text-muted text-xs" title={viewer.email}>
          <bdi dir="ltr">{viewer.email}</bdi>
        </p>
        <p className="text-muted text-xs">{ROLE_LABELS[viewer.role]}</p>
      </div>
      <MenuSeparator />
      <MenuChoice
        label="Theme"
        value={preferences.theme}
        options={THEME_OPTIONS}
        onValueChange={(theme) => preferences.choose('theme', theme)}
      />
      <MenuChoice
        label="Direction"
        value={preferences.direction}
        options={DIRECTION_OPTIONS}
        onValueChange={(direction) => preferences.choose('direction', direction)}
      />
      <MenuSeparator />
      <MenuItem icon={Keyboard} onSelect={showShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuItem icon={MonitorSmartphone} onSelect={() => leaveWhenFree(() => router.push(routes.sessions()))}>
        Sessions
      </MenuItem>
      <MenuItem icon={LogOut} onSelect={onSignOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
