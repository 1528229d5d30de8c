import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { preload } from 'react-dom';
import { isFiltered, readView } from '@/components/address/filter-codec';
import { LIST_CODEC } from '@/components/address/list-codec';
import { api } from '@/lib/routes';
import { requireViewer } from '@/lib/server/http/viewer';
import { CustomersPage } from './customers-page';

export const metadata: Metadata = { title: 'Customers' };

export default async function Page({ searchParams }: PageProps<'/customers'>) {
  await requireViewer('customers:read');
  const query = await searchParams;
  const params = LIST_CODEC.read(query);
  const { filters } = readView(query);
  // The browser requests the rows while it still loads the scripts that will show them. Only for a full load: within
  // the desk the rows are cached or already requested, and Sentinel must not be called twice.
  if (!isFiltered(filters) && (await headers()).get('sec-fetch-dest') === 'document') {
    preload(api.customers(params), { as: 'fetch', crossOrigin: 'anonymous', fetchPriority: 'high' });
  }
  return <CustomersPage />;
}
