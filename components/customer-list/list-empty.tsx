import { FileX2, Users } from 'lucide-react';
import { PageLink } from '@/components/shell/page-link';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { CustomerPage } from '@/lib/contracts/customer';
import type { ListParams } from '@/lib/contracts/list-params';
import { routes } from '@/lib/routes';
import { formatCount } from '@/lib/words/numbers';
import { lastPageFor } from '@/lib/words/ranges';

/** An answer without rows: no customers at all, or a page beyond the last. */
export function ListEmpty({ page, params }: { page: CustomerPage; params: ListParams }) {
  if (page.total === 0) {
    return (
      <EmptyState icon={Users} title="No customers yet">
        Sentinel holds none for this client. They appear here as soon as it does.
      </EmptyState>
    );
  }
  const last = lastPageFor(page, params);
  return (
    <EmptyState
      icon={FileX2}
      title={`There is no page ${formatCount(params.page)}`}
      action={
        <PageLink href={routes.customers({ ...params, page: last })} className={buttonClass()}>
          Go to page {formatCount(last)}
        </PageLink>
      }
    >
      The list ends with page {formatCount(last)}.
    </EmptyState>
  );
}
