import type { Metadata } from 'next';
import { SystemPage } from '@/components/system/system-page';
import { requireViewer } from '@/lib/server/http/viewer';

export const metadata: Metadata = { title: 'System' };

export default async function Page() {
  await requireViewer('system:read');
  return <SystemPage />;
}
