'use client';

import { BookmarkX } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { CUSTOMER_LOOKS, KEPT_CUSTOMER_COLUMNS } from '@/components/customer-list/customer-looks';
import { EXPIRING_LOOKS, KEPT_EXPIRING_COLUMNS } from '@/components/expiring/expiring-looks';
import { PageLink } from '@/components/shell/page-link';
import { useColumns } from '@/components/table/column-choice';
import { EmptyState } from '@/components/ui/empty-state';
import { addressOf, arrangedAs } from '@/components/views/view-state';
import { type SavedView, VIEW_PAGES } from '@/lib/contracts/views';
import { routes } from '@/lib/routes';
import { VIEW_WORDS } from '@/lib/words/views';

const WORDS = VIEW_WORDS.opening;

/** Arranges the columns of this browser as the view has them, and goes on to its page. */
export function OpenView({ view }: { view: SavedView | null }) {
  const router = useRouter();
  const [customers, arrangeCustomers] = useColumns(KEPT_CUSTOMER_COLUMNS, CUSTOMER_LOOKS);
  const [expiring, arrangeExpiring] = useColumns(KEPT_EXPIRING_COLUMNS, EXPIRING_LOOKS);
  // Once: arranging the columns changes what they are.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => {
    if (view === null) return;
    const { columns, page } = view.state;
    if (columns !== undefined && page === 'customers') arrangeCustomers(arrangedAs(columns, customers, CUSTOMER_LOOKS));
    if (columns !== undefined && page === 'expiring') arrangeExpiring(arrangedAs(columns, expiring, EXPIRING_LOOKS));
    router.replace(addressOf(view.state));
  }, [view, router]);
  if (view !== null)
    return (
      <p className="p-4 text-muted">
        <bdi>{WORDS.coming}</bdi>
      </p>
    );
  return (
    <EmptyState
      isPage
      icon={BookmarkX}
      title={WORDS.gone}
      action={
        <span className="flex gap-4">
          {VIEW_PAGES.map((page) => (
            <PageLink key={page} href={routes[page]()} className="underline">
              {WORDS.back[page]}
            </PageLink>
          ))}
        </span>
      }
    >
      {WORDS.why}
    </EmptyState>
  );
}
