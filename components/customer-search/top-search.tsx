'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { type Address, useAddress } from '@/components/address/customers-address';
import { usePageKeys } from '@/components/shell/hotkey';
import { useLoaded } from '@/components/ui/use-loaded';
import { routes } from '@/lib/routes';
import { SearchBox } from './search-box';

const loadPalette = () => import('./palette').then((module) => module.Palette);
/** How long after the page the palette's code comes by itself, ms: its first key should wait for no network. */
const AT_REST = 3_000;

/** The search box of the top bar, and the way to everything else: the palette, whose code comes when it is opened. */
export function TopSearch() {
  const onList = useAddress();
  const pathname = usePathname();
  const isList = pathname === routes.customers();
  // Another object on another page: an answer that comes too late must not lead away from there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const elsewhere = useMemo<Address>(
    () => ({ search: '', entry: { text: '', trail: [] }, searching: false }),
    [pathname],
  );
  const [Palette, load] = useLoaded(loadPalette);
  const [open, setOpen] = useState(false);
  usePageKeys({ palette: () => ({ ready: load(), open: () => setOpen(true) }) });
  useEffect(() => {
    const timer = setTimeout(() => void load(), AT_REST);
    return () => clearTimeout(timer);
  }, [load]);
  return (
    <>
      <SearchBox address={isList ? onList : elsewhere} isList={isList} />
      {Palette && open && <Palette onClose={() => setOpen(false)} />}
    </>
  );
}
