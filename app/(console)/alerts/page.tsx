import type { Metadata } from 'next';
import { AlertsPage } from '@/components/alerts/alerts-page';
import { requireViewer } from '@/lib/server/http/viewer';

export const metadata: Metadata = { title: 'Alerts' };

export default async function Page() {
  await requireViewer('alerts:read');
  return <AlertsPage />;
}
