import type { Metadata } from 'next';
import { AuditPage } from '@/components/audit/audit-page';
import { requireViewer } from '@/lib/server/http/viewer';

export const metadata: Metadata = { title: 'Audit log' };

/** Which events somebody may see, the API decides by their permissions. */
export default async function Page() {
  await requireViewer('audit:customers');
  return <AuditPage />;
}
