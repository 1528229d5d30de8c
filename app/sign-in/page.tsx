import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { KeepTimeZone } from '@/components/shell/clock';
import { EntryCard } from '@/components/shell/entry-card';
import { PasswordSignIn } from '@/components/sign-in/password-sign-in';
import { SsoSignIn } from '@/components/sign-in/sso-sign-in';
import { Alert } from '@/components/ui/alert';
import { signInFailure } from '@/lib/client/sign-in';
import { safeNext } from '@/lib/safe-next';
import { currentSession, currentViewer } from '@/lib/server/http/viewer';
import { sessionLimitOf } from '@/lib/server/use-cases/sessions/session-limit';
import { waysIn } from '@/lib/server/use-cases/sessions/ways-in';
import { sessionLimitWords } from '@/lib/words/sign-in';
import { ssoFailure } from '@/lib/words/sso-failures';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>;
}) {
  const query = await searchParams;
  const next = single(query.next);
  // If the database does not answer, the form still shows. Signing in will then say so itself.
  const viewer = await currentViewer().catch(() => null);
  if (viewer) redirect(safeNext(next));
  const code = single(query.error);
  const failure = ssoFailure(code);
  const offered = waysIn();
  const both = offered.sso && offered.password;
  const limit = await limitThatEnded().catch(() => null);
  return (
    <EntryCard title="Sign in" about="Sentinel desk, for authorised staff. What you open here is recorded.">
      <KeepTimeZone />
      {limit !== null && (
        <Alert tone="attention" className="mb-4">
          {sessionLimitWords(limit)}
        </Alert>
      )}
      {offered.sso && <SsoSignIn next={next} initialFailure={failure} />}
      {both && <Divider />}
      {offered.password && (
        <PasswordSignIn
          next={next}
          second={both}
          passkey={offered.passkey}
          initialFailure={code === undefined || failure !== null ? null : signInFailure(code)}
        />
      )}
    </EntryCard>
  );
}

/** How many sessions a person may have, where this browser's ended because there were more. */
async function limitThatEnded(): Promise<number | null> {
  const session = await currentSession();
  return session && (await sessionLimitOf(session));
}

function Divider() {
  return (
    <div className="my-5 flex items-center gap-3 text-muted text-xs">
      <span className="h-px flex-1 bg-line" />
      or with a password
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
