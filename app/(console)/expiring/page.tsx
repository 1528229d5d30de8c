import type { Metadata } from 'next';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { ExpiringPage } from '@/components/expiring/expiring-page';
import { requireViewer } from '@/lib/server/auth/viewer';

export const metadata: Metadata = { title: 'Expiring documents' };

export default async function Page() {
  await requireViewer('customers:read');
  return (
    <NuqsAdapter>
      <ExpiringPage />
    </NuqsAdapter>
  );
}
