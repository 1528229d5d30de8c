'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { forgetEntries } from '@/components/address/customers-address';
import { forgetShownList } from '@/components/address/shown-list';
import { endTab } from '@/components/address/tab-end';
import { isHere } from '@/components/shell/navigation';
import { routes } from '@/lib/routes';

/**
 * Ends this tab's memory. It forgets the shown list on pages that belong to no list, since a customer who is opened
 * from there is in no list. It forgets everything when the frame of the signed-in pages goes: when a session has ended
 * elsewhere, the way to the sign-in page is no full load, and the next person would find the texts of this one.
 */
export function TabMemory() {
  const pathname = usePathname();
  const inLists = isHere(routes.customers(), pathname) || isHere(routes.expiring(), pathname);
  useEffect(() => {
    if (!inLists) forgetShownList();
  }, [inLists]);
  useEffect(
    () => () => {
      forgetShownList();
      forgetEntries();
      endTab();
    },
    [],
  );
  useEffect(() => {
    // Browsers may keep a page as it was and show it again on Back, also after its person has signed out: `no-store`
    // doesn't keep every browser from that. Loaded anew, the page asks the server who is there.
    const reloadKept = ({ persisted }: PageTransitionEvent) => {
      if (persisted) window.location.reload();
    };
    window.addEventListener('pageshow', reloadKept);
    return () => window.removeEventListener('pageshow', reloadKept);
  }, []);
  return null;
}
