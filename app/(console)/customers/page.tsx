import type { Metadata } from 'next';
import { isFiltered, readView } from '@/components/address/filter-codec';
import { LIST_CODEC } from '@/components/address/list-codec';
import { firstAnswer, isDocumentLoad } from '@/lib/server/http/answers';
import { requireViewer } from '@/lib/server/http/viewer';
import { listCustomers } from '@/lib/server/use-cases/customers/list';
import { CustomersPage } from './customers-page';

export const metadata: Metadata = { title: 'Customers' };

/** Without a `loading.tsx`: its frame would be sent first, and React shows what follows 300 ms later at the earliest. */
export default async function Page({ searchParams }: PageProps<'/customers'>) {
  const viewer = await requireViewer('customers:read');
  const query = await searchParams;
  const { filters } = readView(query);
  if (isFiltered(filters) || !(await isDocumentLoad())) return <CustomersPage first={null} />;
  const params = LIST_CODEC.read(query);
  const first = await firstAnswer('page /customers', viewer, (audit, signal) =>
    listCustomers(params, 'page', audit, signal),
  );
  return <CustomersPage first={{ params, ...first }} />;
}
