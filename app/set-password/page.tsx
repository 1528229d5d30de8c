import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { EntryCard } from '@/components/shell/entry-card';
import { SetPasswordForm } from '@/components/sign-in/set-password-form';
import { routes } from '@/lib/routes';
import { waysIn } from '@/lib/server/use-cases/sessions/ways-in';

export const metadata: Metadata = { title: 'Choose a password' };

/** Open to everyone with a link. The token that names the account is in the fragment, which only the browser sees. */
export default async function Page() {
  await connection();
  if (!waysIn().password) redirect(routes.signIn());
  return (
    <EntryCard
      title="Choose a password"
      about="15 characters or more: a few words nobody would put together are best. Then sign in with it."
    >
      <SetPasswordForm />
    </EntryCard>
  );
}
