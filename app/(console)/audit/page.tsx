import type { Metadata } from 'next';
import { AuditPage } from '@/components/audit/audit-page';
import { requireViewer } from '@/lib/server/http/viewer';

export const metadata: Metadata = { title: 'Audit log' };

/** The API decides by the person's permissions which events they may read. */
export default async function Page() {
  await requireViewer('audit:customers');
  return <AuditPage />;
}
