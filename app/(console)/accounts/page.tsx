import type { Metadata } from 'next';
import { AccountsPage } from '@/components/accounts/accounts-page';
import { localAccountsOffered } from '@/lib/server/auth/local-accounts';
import { requireViewer } from '@/lib/server/http/viewer';

export const metadata: Metadata = { title: 'Accounts' };

export default async function Page() {
  await requireViewer('accounts:manage');
  return <AccountsPage localAccounts={localAccountsOffered()} />;
}
