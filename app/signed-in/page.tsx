import type { Metadata } from 'next';
import { EntryCard } from '@/components/shell/entry-card';
import { SignedInNote } from '@/components/sign-in/signed-in-note';
import { requireViewer } from '@/lib/server/http/viewer';

export const metadata: Metadata = { title: 'Signed in' };

/** Where the window for signing in again ends. It tells the page that waits for it, and closes. */
export default async function SignedInPage() {
  await requireViewer();
  return (
    <EntryCard title="Signed in" about="Close this window, and go on where you were.">
      <SignedInNote />
    </EntryCard>
  );
}
