import type { Metadata } from 'next';
import { ExpiringPage } from '@/components/expiring/expiring-page';
import { CreateLink } from '@/components/verification-link/create-link';
import { requireViewer } from '@/lib/server/http/viewer';

export const metadata: Metadata = { title: 'Expiring documents' };

export default async function Page() {
  await requireViewer('customers:read');
  return <ExpiringPage CreateLink={CreateLink} />;
}
