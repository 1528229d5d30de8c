import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Logo } from '@/components/shell/logo';
import { SignInForm } from '@/components/sign-in/sign-in-form';
import { signInFailure } from '@/lib/client/auth';
import { safeNext } from '@/lib/safe-next';
import { currentViewer } from '@/lib/server/auth/viewer';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>;
}) {
  const query = await searchParams;
  const next = single(query.next);
  // A database that doesn't answer must not take the form away: signing in will say so itself.
  const viewer = await currentViewer().catch(() => null);
  if (viewer) redirect(safeNext(next));
  const code = single(query.error);
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col px-4 pt-[16vh] pb-8">
      <div className="rounded-md border border-line bg-surface p-6">
        <Logo className="mb-4 size-8" />
        <h1 className="mb-1 font-semibold text-xl">Sign in</h1>
        <p className="mb-6 text-muted">Sentinel desk, for authorised staff. What you open here is recorded.</p>
        <SignInForm next={next} initialFailure={code === undefined ? null : signInFailure(code)} />
      </div>
    </main>
  );
}

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
