'use client';

import { useEffect, useMemo } from 'react';
import type { Change } from '@/components/address/codec';
import { EXPIRING_CODEC, WITHIN } from '@/components/address/expiring-codec';
import { usePageState } from '@/components/address/page-address';
import { keptChoice, useKept } from '@/components/ui/kept-choice';
import { DEFAULT_EXPIRING, type ExpiringParams } from '@/lib/contracts/directory';
import { routes } from '@/lib/routes';

/** The window that this browser chose last. */
const choice = keptChoice('desk-expiring-within');

export interface ExpiringState {
  params: ExpiringParams;
  /** Whether the address names the window. Until then the page must ask for nothing. */
  stated: boolean;
  /** A step. `undefined` takes a filter away. */
  choose: (change: Change<ExpiringParams>) => void;
}

/**
 * The page's state is its address, so that Back undoes a choice and a link carries it. An address without a window shows
 * the window that this browser chose last.
 */
export function useExpiring(): ExpiringState {
  const [{ within: asked, documentType, nationality }, set] = usePageState(routes.expiring(), EXPIRING_CODEC);
  const kept = useKept(choice);
  const within = asked ?? WITHIN.read(kept) ?? DEFAULT_EXPIRING.within;
  const params = useMemo<ExpiringParams>(
    () => ({ within, ...(documentType && { documentType }), ...(nationality && { nationality }) }),
    [within, documentType, nationality],
  );
  useEffect(() => {
    if (asked !== undefined) return;
    // At once: Back must lead to the window that was on screen, not to one that was chosen later. The choice is read
    // anew, because the hydration of a full load renders without it, as the server did.
    set({ within: WITHIN.read(choice.read()) ?? DEFAULT_EXPIRING.within }, 'replace');
  }, [asked, set]);
  const choose = (change: Change<ExpiringParams>) => {
    if (change.within !== undefined) choice.write(String(change.within));
    set(change);
  };
  return { params, stated: asked !== undefined, choose };
}
