import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { CustomerPage } from '@/components/customer/customer-page';
import { CreateLink } from '@/components/verification-link/create-link';
import { customerUuidSchema } from '@/lib/contracts/requests';
import { routes } from '@/lib/routes';
import { firstAnswer, isDocumentLoad } from '@/lib/server/http/answers';
import { requireViewer } from '@/lib/server/http/viewer';
import { knownUuid } from '@/lib/server/use-cases/customers/locate';
import { openCustomer } from '@/lib/server/use-cases/customers/open';
import { customerTitle } from '@/lib/words/customer-title';

/** Without the status, which the page writes once it has an answer. */
export async function generateMetadata({ params }: { params: Promise<{ uuid: string }> }): Promise<Metadata> {
  const uuid = customerUuidSchema.safeParse((await params).uuid);
  return uuid.success ? { title: customerTitle(uuid.data, null) } : {};
}

export default async function Page({ params }: { params: Promise<{ uuid: string }> }) {
  const viewer = await requireViewer('customers:read');
  const uuid = customerUuidSchema.safeParse((await params).uuid);
  if (!uuid.success) notFound();
  // People paste ids in any case. Below this page every part names the customer as Sentinel does.
  const known = await knownUuid(uuid.data);
  if (known !== uuid.data) redirect(routes.customer(known));
  // Without a `loading.tsx`, as the list's page.
  const first = (await isDocumentLoad())
    ? await firstAnswer('page /customers/{uuid}', viewer, (audit, signal) =>
        openCustomer(uuid.data, 'page', audit, signal),
      )
    : null;
  // The key makes a new customer a new page: no state of the previous customer, such as images, may carry over.
  return <CustomerPage key={uuid.data} uuid={uuid.data} first={first} CreateLink={CreateLink} />;
}
