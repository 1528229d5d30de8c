import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CustomerPage } from '@/components/customer/customer-page';
import { customerUuidSchema } from '@/lib/contracts/requests';
import { requireViewer } from '@/lib/server/auth/viewer';

/** No name: titles land in the browser's history, which outlives the session. */
export const metadata: Metadata = { title: 'Customer' };

export default async function Page({ params }: { params: Promise<{ uuid: string }> }) {
  await requireViewer('customers:read');
  const uuid = customerUuidSchema.safeParse((await params).uuid);
  if (!uuid.success) notFound();
  // A new customer is a new page: nothing that was known or revealed of the one before may carry over.
  return <CustomerPage key={uuid.data} uuid={uuid.data} />;
}
