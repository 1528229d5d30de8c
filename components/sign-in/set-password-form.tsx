'use client';

import { type SubmitEvent, useState, useSyncExternalStore } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button, buttonClass } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { ApiError } from '@/lib/client/api-error';
import { setPassword } from '@/lib/client/sessions';
import { routes } from '@/lib/routes';

const never = () => () => {};

/**
 * The token is read from the fragment when it is needed and travels in the body alone. Nothing is asked of the server
 * before that: whether a link still works is told to whoever uses it.
 */
export function SetPasswordForm() {
  const token = useSyncExternalStore(
    never,
    () => window.location.hash.slice(1),
    () => null,
  );
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [differ, setDiffer] = useState(false);
  const [done, setDone] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || !token) return;
    const typed = new FormData(event.currentTarget);
    const password = String(typed.get('password'));
    setError(null);
    setDiffer(password !== typed.get('again'));
    if (password !== typed.get('again')) return;
    setBusy(true);
    setPassword(token, password).then(
      () => {
        // Spent; and the next person to sit here needn't find it in the history.
        window.history.replaceState(null, '', routes.setPassword());
        setDone(true);
      },
      (reason) => {
        setBusy(false);
        setError(reason instanceof ApiError ? reason : new ApiError('internal', 'That did not work. Try again.', 0));
      },
    );
  };
  if (done) {
    return (
      <div className="flex flex-col gap-4">
        <Alert tone="good" role="status">
          Your password is set.
        </Alert>
        <a href={routes.signIn()} className={buttonClass({ variant: 'primary', size: 'lg' })}>
          Sign in
        </a>
      </div>
    );
  }
  if (token === '') return <Alert>This link is not complete. Copy all of it, or ask for a new one.</Alert>;
  const wrong = error?.details.fields?.password;
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      {error && !wrong && <Alert>{error.message}</Alert>}
      <PasswordBox label="New password" name="password" error={wrong} />
      <PasswordBox label="Once more" name="again" error={differ ? 'The two are not the same.' : undefined} />
      <Button type="submit" variant="primary" size="lg" disabled={token === null} loading={busy} className="w-full">
        Set password
      </Button>
    </form>
  );
}

function PasswordBox(props: { label: string; name: string; error: string | undefined }) {
  return (
    <Field
      {...props}
      type="password"
      autoComplete="new-password"
      spellCheck={false}
      autoCapitalize="none"
      dir="ltr"
      inputClassName="h-10 sm:text-base"
    />
  );
}
