'use client';

import { type SubmitEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { signIn } from '@/lib/client/sign-in';
import { SIGN_IN_WORDS, type SignInFailure } from '@/lib/words/sign-in';
import { PasswordField } from './password-field';
import { useHydrated } from './use-hydrated';

interface SignInFormProps {
  /** The address to begin with. */
  email?: string;
  onSignedIn: () => void;
  /** Single sign-on is offered too, and most people use that. */
  second?: boolean;
  /** From the URL, when next-auth sent the person back with an error. */
  initialFailure: SignInFailure | null;
}

/**
 * The boxes are uncontrolled, so that text from before hydration counts, also a password manager's. The button is
 * disabled until hydration, which also stops Enter. If a browser submits anyway, `post` keeps the password out of the
 * URL.
 *
 * Not built on `useCall`: a refusal is a code of next-auth's rather than an error, and the button must stay busy while the
 * browser leaves the page. It would also bring react-query into the first load of this page.
 */
export function SignInForm({ email = '', onSignedIn, second = false, initialFailure }: SignInFormProps) {
  const hydrated = useHydrated();
  const password = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  /** The password was right. It stays in its box while the person enters the code. */
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
      onSignedIn();
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
      {failure && SIGN_IN_WORDS[failure] !== '' && <Alert>{SIGN_IN_WORDS[failure]}</Alert>}
      <Field
        label="Email"
        name="email"
        type="email"
        defaultValue={email}
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
