import type { Metadata } from 'next';
import { EXPIRING_CODEC } from '@/components/address/expiring-codec';
import { ExpiringPage } from '@/components/expiring/expiring-page';
import { CreateLink } from '@/components/verification-link/create-link';
import { directoryAnswer, isDocumentLoad } from '@/lib/server/http/answers';
import { requireViewer } from '@/lib/server/http/viewer';
import { expiringCustomers } from '@/lib/server/use-cases/customers/expiring';
import { expiringSummary } from '@/lib/server/use-cases/customers/expiring-summary';

export const metadata: Metadata = { title: 'Expiring documents' };

/** Without a `loading.tsx`, as the list's page. */
export default async function Page({ searchParams }: PageProps<'/expiring'>) {
  const viewer = await requireViewer('customers:read');
  const { within, ...others } = EXPIRING_CODEC.read(await searchParams);
  // Without a window in the address, the page shows the window that this browser chose last: the server knows none.
  const params = within === undefined || !(await isDocumentLoad()) ? null : { within, ...others };
  const found =
    params &&
    (await directoryAnswer('page /expiring', viewer, (audit) =>
      Promise.all([expiringSummary(params), expiringCustomers(params, audit)]),
    ));
  const first = params &&
    found && {
      params,
      summary: { answer: found[0], known: null, later: null },
      rows: { answer: { pages: [found[1]], pageParams: [null] }, known: null, later: null },
    };
  return <ExpiringPage first={first} CreateLink={CreateLink} />;
}
