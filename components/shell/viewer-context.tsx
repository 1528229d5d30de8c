'use client';

import { createContext, type ReactNode, useContext, useLayoutEffect } from 'react';
import { can, type Permission } from '@/lib/access';
import { setPageOwner } from '@/lib/client/request';
import type { CallerCheckMode } from '@/lib/contracts/caller-check';
import type { Viewer } from '@/lib/contracts/viewer';

/** The facts about the signed-in person that the browser may have: no session id. */
export interface ShownViewer extends Pick<Viewer, 'accountId' | 'name' | 'email' | 'role' | 'added' | 'mentions'> {
  /** The purposes that the operator lists, for forms that ask for one. */
  purposes?: readonly string[];
  /** Whether a correction offers a caller check, or needs one. */
  callerCheck?: CallerCheckMode;
  /** Whether the operator asks what a print is for. */
  printsAsk?: boolean;
}

/** How people sign in at this desk, for signing in again over a page. */
export interface WaysIn {
  password: boolean;
  passkey: boolean;
  sso: boolean;
}

const Context = createContext<ShownViewer | null>(null);
const Ways = createContext<WaysIn | null>(null);

export function ViewerProvider(props: { viewer: ShownViewer; ways: WaysIn; children: ReactNode }) {
  const { accountId } = props.viewer;
  // Before the first call: queries start in effects, which come after layout effects.
  useLayoutEffect(() => {
    setPageOwner(accountId);
    return () => setPageOwner(null);
  }, [accountId]);
  return (
    <Ways value={props.ways}>
      <Context value={props.viewer}>{props.children}</Context>
    </Ways>
  );
}

/** The signed-in person and the ways in; `null` on pages before the desk, such as choosing a password. */
export function useSignInAgain(): { email: string; ways: WaysIn } | null {
  const viewer = useContext(Context);
  const ways = useContext(Ways);
  return viewer && ways && { email: viewer.email, ways };
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
