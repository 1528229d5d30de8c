'use client';

import { type SubmitEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { type SignInFailure, signIn } from '@/lib/client/auth';
import { safeNext } from '@/lib/safe-next';
import { PasswordField } from './password-field';
import { useHydrated } from './use-hydrated';

const MESSAGES: Record<SignInFailure, string> = {
  CredentialsSignin: 'Email or password is wrong.',
  CodeNeeded: '',
  WrongCode: 'The code is wrong, or was used already. Enter the one that your phone shows now.',
  Locked: 'Too many failed attempts. Try again in a few minutes.',
  Unavailable: 'Signing in does not work at the moment. Check your connection, then try again.',
};

interface SignInFormProps {
  next: string | undefined;
  /** There is another way in, which most people take. */
  second?: boolean;
  /** From the address, when next-auth sent the person back here. */
  initialFailure: SignInFailure | null;
}

/**
 * The boxes are uncontrolled, so that what was typed (or filled in by a password manager) before hydration counts. Until
 * then the button is off, which also stops Enter; should a browser submit anyway, `post` keeps the password out of the
 * address.
 */
export function SignInForm({ next, second = false, initialFailure }: SignInFormProps) {
  const hydrated = useHydrated();
  const password = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  /** The password was right: it stays where it is while the code is asked for. */
  const [needsCode, setNeedsCode] = useState(false);
  const [failure, setFailure] = useState(initialFailure);
  const [pending, setPending] = useState(false);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const fields = new FormData(event.currentTarget);
    setPending(true);
    setFailure(null);
    const refused = await signIn(
      String(fields.get('email')).trim(),
      String(fields.get('password')),
      String(fields.get('code') ?? ''),
    );
    if (refused === null) {
      // A full load, so that nothing of whoever sat here before is left in memory.
      window.location.assign(safeNext(next));
      return;
    }
    setPending(false);
    setFailure(refused);
    if (refused === 'CodeNeeded' || refused === 'WrongCode') {
      flushSync(() => setNeedsCode(true));
      if (code.current) {
        code.current.value = '';
        code.current.focus();
      }
    } else if (password.current) {
      password.current.value = '';
      password.current.focus();
    }
  };

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {failure && MESSAGES[failure] !== '' && <Alert>{MESSAGES[failure]}</Alert>}
      <Field
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        spellCheck={false}
        autoCapitalize="none"
        dir="ltr"
        required
        maxLength={254}
        inputClassName="h-10 sm:text-base"
      />
      <PasswordField ref={password} />
      {needsCode && (
        <Field
          ref={code}
          label="Code"
          name="code"
          autoComplete="one-time-code"
          spellCheck={false}
          autoCapitalize="none"
          dir="ltr"
          required
          maxLength={64}
          inputClassName="h-10 sm:text-base"
          description="Six digits from your authenticator app, or a recovery code."
        />
      )}
      <Button
        type="submit"
        variant={second ? 'secondary' : 'primary'}
        size="lg"
        disabled={!hydrated}
        loading={pending}
        className="mt-1 w-full"
      >
        Sign in
      </Button>
    </form>
  );
}
