'use client';

import { type SubmitEvent, useState, useSyncExternalStore } from 'react';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { useTouched } from '@/components/shell/leaving/use-touched';
import { useCall } from '@/components/shell/use-call';
import { Alert } from '@/components/ui/alert';
import { Button, buttonClass } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { setPassword } from '@/lib/client/sessions';
import { routes } from '@/lib/routes';

const never = () => () => {};

/**
 * The token comes from the URL's fragment and travels in the request body alone. The form sends no request before the
 * person submits it: only a use of the link tells whether it still works.
 */
export function SetPasswordForm() {
  const token = useSyncExternalStore(
    never,
    () => window.location.hash.slice(1),
    () => null,
  );
  const { send, busy, error, stepUp } = useCall();
  const [differ, setDiffer] = useState(false);
  const [done, setDone] = useState(false);
  const [touched, onInput] = useTouched();
  const guard = useLeaveGuard({ losing: touched && !done ? 'typed' : null, busy });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!token) return;
    const typed = new FormData(event.currentTarget);
    const password = String(typed.get('password'));
    setDiffer(password !== typed.get('again'));
    if (password !== typed.get('again')) return;
    send(
      () => setPassword(token, password),
      () => {
        // The token is spent, and the next person at this computer must not find it in the history.
        window.history.replaceState(null, '', routes.setPassword());
        setDone(true);
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
  // The answer to an earlier try says nothing about two passwords that differ.
  const failure = differ ? null : error;
  const wrong = failure?.fields.password;
  return (
    <form method="post" noValidate onSubmit={submit} onInput={onInput} className="flex flex-col gap-4">
      {failure && !wrong && <Alert>{failure.message}</Alert>}
      <PasswordBox label="New password" name="password" error={wrong} />
      <PasswordBox label="Once more" name="again" error={differ ? 'The two are not the same.' : undefined} />
      <Button type="submit" variant="primary" size="lg" disabled={token === null} loading={busy} className="w-full">
        Set password
      </Button>
      {guard.question}
      {stepUp}
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
