import type { Metadata } from 'next';
import { EntryCard } from '@/components/shell/entry-card';
import { SetPasswordForm } from '@/components/sign-in/set-password-form';

export const metadata: Metadata = { title: 'Choose a password' };

/** For anybody with a link; who it is for is in the fragment, which only the browser knows. */
export default function Page() {
  return (
    <EntryCard
      title="Choose a password"
      about="15 characters or more: a few words nobody would put together are best. Then sign in with it."
    >
      <SetPasswordForm />
    </EntryCard>
  );
}
