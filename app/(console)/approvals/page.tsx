import type { Metadata } from 'next';
import { ApprovalsPage } from '@/components/approvals/approvals-page';
import { DialogHost } from '@/components/ui/dialog-host';
import { requireViewer } from '@/lib/server/http/viewer';

export const metadata: Metadata = { title: 'Approvals' };

export default async function Page() {
  await requireViewer('contact:approve');
  return (
    <DialogHost>
      <ApprovalsPage />
    </DialogHost>
  );
}
