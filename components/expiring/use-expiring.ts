'use client';

import { useEffect, useMemo } from 'react';
import type { Change } from '@/components/address/codec';
import { EXPIRING_CODEC, WITHIN, WITHIN_COOKIE } from '@/components/address/expiring-codec';
import { usePageAddress, usePageState } from '@/components/address/page-address';
import { keepCookie, keptCookie } from '@/components/shell/preferences';
import type { CountedWindow, ExpiringParams } from '@/lib/contracts/expiring';
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
export function useExpiring(chosen: CountedWindow): ExpiringState {
  const { search } = usePageAddress(routes.expiring());
  const [, set] = usePageState(routes.expiring(), EXPIRING_CODEC);
  const { within: asked } = EXPIRING_CODEC.read(search);
  const params = useMemo<ExpiringParams>(() => {
    const { within = chosen, ...others } = EXPIRING_CODEC.read(search);
    return { within, ...others };
  }, [search, chosen]);
  useEffect(() => {
    if (asked !== undefined) return;
    // The router may show the page as it was asked for before a choice: the cookie alone knows the last one.
    const last = WITHIN.read(keptCookie(WITHIN_COOKIE) ?? '') ?? chosen;
    // At once: Back must lead to the window that was on screen, not to one that was chosen later.
    set({ within: last }, 'replace');
  }, [asked, chosen, set]);
  const choose = (change: Change<ExpiringParams>) => {
    const { within } = change;
    if (within !== undefined && within !== 'days') keepCookie(WITHIN_COOKIE, String(within));
    set(change);
  };
  return { params, stated: asked !== undefined, choose };
}
