import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { KeepTimeZone } from '@/components/shell/clock';
import { EntryCard } from '@/components/shell/entry-card';
import { PasswordSignIn } from '@/components/sign-in/password-sign-in';
import { SsoSignIn } from '@/components/sign-in/sso-sign-in';
import { signInFailure } from '@/lib/client/sign-in';
import { safeNext } from '@/lib/safe-next';
import { currentViewer } from '@/lib/server/http/viewer';
import { waysIn } from '@/lib/server/use-cases/sessions/ways-in';
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
  return (
    <EntryCard title="Sign in" about="Sentinel desk, for authorised staff. What you open here is recorded.">
      <KeepTimeZone />
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
