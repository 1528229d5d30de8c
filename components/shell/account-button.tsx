'use client';

import { ChevronDown } from 'lucide-react';
import { MenuButton } from '@/components/ui/menu-button';
import { ROLE_LABELS } from '@/lib/words/roles';
import { useViewer } from './viewer-context';

const loadMenu = () => import('./account-menu').then((module) => module.AccountMenu);

export function AccountButton({ onSignOut }: { onSignOut: () => void }) {
  const viewer = useViewer();
  return (
    <MenuButton
      variant="ghost"
      label={`Account menu: ${viewer.name}, ${ROLE_LABELS[viewer.role]}`}
      load={loadMenu}
      menuProps={{ onSignOut }}
    >
      <span className="max-w-40 truncate max-sm:max-w-20">{viewer.name}</span>
      <span className="text-muted max-sm:hidden">{ROLE_LABELS[viewer.role]}</span>
      <ChevronDown aria-hidden className="text-muted" />
    </MenuButton>
  );
}
