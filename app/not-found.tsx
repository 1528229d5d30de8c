import type { Metadata } from 'next';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Not found' };

/** Plain markup: Next sends this page's scripts along with every other page, so it has none. */
export default function NotFound() {
  return (
    <main className="grid min-h-[60dvh] place-items-center">
      <EmptyState
        isPage
        title="There is no such page"
        action={
          <a href={routes.customers()} className={buttonClass()}>
            Go to Customers
          </a>
        }
      >
        The address may be mistyped, the page may have moved, or your role does not open it.
      </EmptyState>
    </main>
  );
}
