'use client';

import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { useLoaded } from '@/components/ui/use-loaded';
import { usePageKeys } from './hotkey';

const loadDialog = () => import('./shortcuts-dialog').then((module) => module.ShortcutsDialog);

const Context = createContext<() => void>(() => {});

/** Opens the list of shortcuts; `?` does too. */
export function useShowShortcuts(): () => void {
  return useContext(Context);
}

export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const [ShortcutsDialog, fetchIt, askFor] = useLoaded(loadDialog);
  const show = useCallback(() => void askFor(() => setOpen(true)), [askFor]);
  usePageKeys({ sheet: () => ({ ready: fetchIt(), open: () => setOpen(true) }) });
  return (
    <Context value={show}>
      {children}
      {ShortcutsDialog && open && <ShortcutsDialog onClose={() => setOpen(false)} />}
    </Context>
  );
}
