import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { preload } from 'react-dom';
import { isFiltered, readView } from '@/components/customers/filters/filter-parsers';
import { CustomersPage } from '@/components/customers/list/customers-page';
import { loadListParams } from '@/components/customers/list/load-list-params';
import { api } from '@/lib/routes';
import { requireViewer } from '@/lib/server/auth/viewer';

export const metadata: Metadata = { title: 'Customers' };

export default async function Page({ searchParams }: PageProps<'/customers'>) {
  await requireViewer('customers:read');
  const params = await loadListParams(searchParams);
  const { filters } = readView(await searchParams);
  // The browser asks for the rows while it still loads the scripts that will show them. Only for a page that is loaded
  // whole: within the desk the rows are at hand or asked for already, and Sentinel must not be called twice.
  if (!isFiltered(filters) && (await headers()).get('sec-fetch-dest') === 'document') {
    preload(api.customers(params), { as: 'fetch', crossOrigin: 'anonymous', fetchPriority: 'high' });
  }
  return <CustomersPage />;
}
