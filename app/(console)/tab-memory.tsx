'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { forgetEntries } from '@/components/address/customers-address';
import { forgetShownList } from '@/components/address/shown-list';
import { isHere } from '@/components/shell/navigation';
import { routes } from '@/lib/routes';

/**
 * Stands in the frame of the signed-in pages, and ends what this tab remembers: the shown list on pages that belong to
 * none (a customer opened from there is in no list), everything with the frame itself. The latter matters when a session
 * ended elsewhere: the way to the sign-in page is no full load then, and would keep one person's texts for the next.
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
    },
    [],
  );
  return null;
}
