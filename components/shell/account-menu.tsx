'use client';

import { AtSign, Command, Keyboard, LogOut, MonitorSmartphone, Printer } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '@/components/ui/menu';
import type { OpenMenu } from '@/components/ui/menu-button';
import { can } from '@/lib/access';
import { leaveWhenFree } from '@/lib/client/at-stake';
import { MENTIONS_LIST } from '@/lib/note-headers';
import { routes } from '@/lib/routes';
import { NOTE_WORDS } from '@/lib/words/notes';
import { PALETTE_WORDS } from '@/lib/words/palette';
import { PRINT_WORDS } from '@/lib/words/print';
import { ROLE_LABELS } from '@/lib/words/roles';
import { afterClosing, runShortcut } from './hotkey';
import { DESTINATIONS } from './navigation';
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
      <MenuItem icon={Command} onSelect={() => afterClosing(() => runShortcut('palette'))}>
        {PALETTE_WORDS.title}
      </MenuItem>
      <MenuItem icon={Printer} onSelect={() => afterClosing(() => runShortcut('print'))}>
        {PRINT_WORDS.command}
      </MenuItem>
      <MenuItem icon={Keyboard} onSelect={showShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuItem
        icon={AtSign}
        onSelect={() => afterClosing(() => window.dispatchEvent(new CustomEvent(MENTIONS_LIST, { detail: 'open' })))}
      >
        {NOTE_WORDS.mentions.title}
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

/** The pages of the top bar, where the window is too narrow for their names. */
export function PagesMenu(menu: OpenMenu) {
  const viewer = useViewer();
  const router = useRouter();
  return (
    <Menu {...menu} label="Pages">
      {DESTINATIONS.filter(({ permission }) => can(viewer, permission)).map(({ label, href }) => (
        <MenuItem key={href} onSelect={() => leaveWhenFree(() => router.push(href))}>
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** Below the bar, where **Sign out** has failed. */
export function NotSignedOut({ onAgain }: { onAgain: () => void }) {
  return (
    <p role="alert" className="flex items-center gap-2 border-bad-line border-b bg-bad-soft px-4 py-2 font-medium">
      <span className="flex-1">
        <bdi>Signing out did not work. You are still signed in.</bdi>
      </span>
      <Button size="sm" onClick={onAgain}>
        Try again
      </Button>
    </p>
  );
}
