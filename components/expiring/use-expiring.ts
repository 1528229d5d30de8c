'use client';

import { useEffect, useMemo } from 'react';
import type { Change } from '@/components/address/codec';
import { EXPIRING_CODEC, WITHIN, WITHIN_COOKIE } from '@/components/address/expiring-codec';
import { usePageState } from '@/components/address/page-address';
import { keepCookie, keptCookie } from '@/components/shell/preferences';
import type { ExpiringParams } from '@/lib/contracts/directory';
import { routes } from '@/lib/routes';

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
 *
 * @param chosen that window, from the cookie, as of when the page was asked for
 */
export function useExpiring(chosen: ExpiringParams['within']): ExpiringState {
  const [{ within: asked, documentType, nationality }, set] = usePageState(routes.expiring(), EXPIRING_CODEC);
  const within = asked ?? chosen;
  const params = useMemo<ExpiringParams>(
    () => ({ within, ...(documentType && { documentType }), ...(nationality && { nationality }) }),
    [within, documentType, nationality],
  );
  useEffect(() => {
    if (asked !== undefined) return;
    // The router may show the page as it was asked for before a choice: the cookie alone knows the last one.
    const last = WITHIN.read(keptCookie(WITHIN_COOKIE) ?? '') ?? chosen;
    // At once: Back must lead to the window that was on screen, not to one that was chosen later.
    set({ within: last }, 'replace');
  }, [asked, chosen, set]);
  const choose = (change: Change<ExpiringParams>) => {
    if (change.within !== undefined) keepCookie(WITHIN_COOKIE, String(change.within));
    set(change);
  };
  return { params, stated: asked !== undefined, choose };
}
