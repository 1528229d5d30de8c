import type { Metadata } from 'next';
import { isFiltered, type ResultView, readView } from '@/components/address/filter-codec';
import { LIST_CODEC } from '@/components/address/list-codec';
import { searchSchema } from '@/lib/contracts/search-requests';
import type { Viewer } from '@/lib/contracts/viewer';
import { directoryAnswer, firstAnswer, isDocumentLoad } from '@/lib/server/http/answers';
import { requireViewer } from '@/lib/server/http/viewer';
import { listCustomers } from '@/lib/server/use-cases/customers/list';
import { searchCustomers } from '@/lib/server/use-cases/customers/search';
import { readerZone } from '../reader-zone';
import { CustomersPage } from './customers-page';

export const metadata: Metadata = { title: 'Customers' };

/** Without a `loading.tsx`: its frame would be sent first, and React shows what follows 300 ms later at the earliest. */
export default async function Page({ searchParams }: PageProps<'/customers'>) {
  const viewer = await requireViewer('customers:read');
  const query = await searchParams;
  if (!(await isDocumentLoad())) return <CustomersPage />;
  const view = readView(query);
  if (isFiltered(view.filters)) return await filtered(view, viewer);
  const params = LIST_CODEC.read(query);
  const first = await firstAnswer('page /customers', viewer, (audit, signal) =>
    listCustomers(params, 'page', audit, signal),
  );
  return <CustomersPage list={{ params, ...first }} />;
}

/** The customers whom filters match. */
async function filtered({ filters, sort, perPage }: ResultView, viewer: Viewer) {
  const query = { filters, sort, timeZone: await readerZone() };
  const asked = searchSchema.safeParse({ ...query, limit: perPage });
  // The browser asks by itself, and shows what is wrong with the filters.
  if (!asked.success) return <CustomersPage />;
  const first = await directoryAnswer(
    'page /customers, filtered',
    viewer,
    async (audit, signal) => await (await searchCustomers(asked.data, audit, signal)).answer,
  );
  return <CustomersPage matches={{ query, perPage, ...first }} />;
}
