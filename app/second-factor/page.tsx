import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { EnrolPage } from '@/components/sessions/enrol-page';
import { PasskeyEnrolPage } from '@/components/sessions/passkey-enrol-page';
import { EntryCard } from '@/components/shell/entry-card';
import { routes } from '@/lib/routes';
import { currentViewer } from '@/lib/server/http/viewer';

export const metadata: Metadata = { title: 'Second factor' };

export default async function Page() {
  const viewer = await currentViewer();
  if (viewer === null) redirect(routes.signIn());
  if (!viewer.mustEnrol) redirect(routes.customers());
  if (viewer.needsPasskey) {
    return (
      <EntryCard title="Add a passkey" about="Your role needs one. Everything else opens once it is there.">
        <PasskeyEnrolPage />
      </EntryCard>
    );
  }
  return (
    <EntryCard title="Set up a second factor" about="Your role needs one. Everything else opens once it is there.">
      <EnrolPage />
    </EntryCard>
  );
}
