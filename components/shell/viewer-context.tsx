'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { can, type Permission } from '@/lib/access';
import type { Viewer } from '@/lib/contracts/viewer';

/** The facts about the signed-in person that the browser may have: no session id. */
export type ShownViewer = Pick<Viewer, 'accountId' | 'name' | 'email' | 'role'>;

const Context = createContext<ShownViewer | null>(null);

export function ViewerProvider({ viewer, children }: { viewer: ShownViewer; children: ReactNode }) {
  return <Context value={viewer}>{children}</Context>;
}

/**
 * The signed-in person. `can(useViewer(), 'contact:edit')` decides what the page shows; handlers check for themselves.
 */
export function useViewer(): ShownViewer {
  const viewer = useContext(Context);
  if (!viewer) throw new Error('useViewer needs a ViewerProvider above it');
  return viewer;
}

export function useCan(permission: Permission): boolean {
  return can(useViewer(), permission);
}
