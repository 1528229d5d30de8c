import type { Metadata } from 'next';
import { SessionsPage } from '@/components/sessions/sessions-page';
import { requireViewer } from '@/lib/server/http/viewer';

export const metadata: Metadata = { title: 'Sessions' };

export default async function Page() {
  await requireViewer();
  return <SessionsPage />;
}
