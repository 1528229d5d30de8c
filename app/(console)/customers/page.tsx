import type { Metadata } from 'next';
import { CustomersPage } from '@/components/customers/list/customers-page';
import { requireViewer } from '@/lib/server/auth/viewer';

export const metadata: Metadata = { title: 'Customers' };

export default async function Page() {
  await requireViewer('customers:read');
  return <CustomersPage />;
}
