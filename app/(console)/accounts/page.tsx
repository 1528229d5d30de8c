import type { Metadata } from 'next';
import { AccountsPage } from '@/components/accounts/accounts-page';
import { requireViewer } from '@/lib/server/http/viewer';
import { waysIn } from '@/lib/server/use-cases/sessions/ways-in';

export const metadata: Metadata = { title: 'Accounts' };

export default async function Page() {
  await requireViewer('accounts:manage');
  return <AccountsPage localAccounts={waysIn().password} />;
}
