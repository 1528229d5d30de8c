import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { CustomerPage } from '@/components/customer/customer-page';
import { CreateLink } from '@/components/verification-link/create-link';
import { customerUuidSchema } from '@/lib/contracts/requests';
import { routes } from '@/lib/routes';
import { requireViewer } from '@/lib/server/http/viewer';
import { knownUuid } from '@/lib/server/use-cases/customers/locate';

/** The title has no name: titles stay in the browser's history, which outlives the session. */
export const metadata: Metadata = { title: 'Customer' };

export default async function Page({ params }: { params: Promise<{ uuid: string }> }) {
  await requireViewer('customers:read');
  const uuid = customerUuidSchema.safeParse((await params).uuid);
  if (!uuid.success) notFound();
  // People paste ids in any case. Below this page every part names the customer as Sentinel does.
  const known = await knownUuid(uuid.data);
  if (known !== uuid.data) redirect(routes.customer(known));
  // The key makes a new customer a new page: no state of the previous customer, such as images, may carry over.
  return <CustomerPage key={uuid.data} uuid={uuid.data} CreateLink={CreateLink} />;
}
