'use client';

import { Fingerprint } from 'lucide-react';
import { type SubmitEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { signIn, signInByPasskey } from '@/lib/client/sign-in';
import { PASSKEY_WORDS } from '@/lib/words/passkeys';
import { SIGN_IN_WORDS, type SignInFailure } from '@/lib/words/sign-in';
import { PasswordField } from './password-field';

interface SignInFormProps {
  /** The address to begin with. */
  email?: string;
  onSignedIn: () => void;
  /** Single sign-on is offered too, and most people use that. */
  second?: boolean;
  /** Whether people may sign in with a passkey. */
  passkey?: boolean;
  /** From the URL, when next-auth sent the person back with an error. */
  initialFailure: SignInFailure | null;
}

/**
 * The boxes are uncontrolled, so that text from before hydration counts, also a password manager's. A press on the button
 * waits until then (`early/record-presses.ts`). If a browser submits anyway, `post` keeps the password out of the URL.
 *
 * Not built on `useCall`: a refusal is a code of next-auth's rather than an error, and the button must stay busy while the
 * browser leaves the page. It would also bring react-query into the first load of this page.
 */
export function SignInForm({
  email = '',
  onSignedIn,
  second = false,
  passkey = false,
  initialFailure,
}: SignInFormProps) {
  const password = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  /** The password was right. It stays in its box while the person enters the code. */
  const [needsCode, setNeedsCode] = useState(false);
  /** The password was right, and a passkey will do as the second factor. */
  const [takesPasskey, setTakesPasskey] = useState(false);
  const [failure, setFailure] = useState<SignInFailure | { said: string } | null>(initialFailure);
  const [pending, setPending] = useState<'password' | 'passkey' | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const passkeyButton = useRef<HTMLButtonElement>(null);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const fields = new FormData(event.currentTarget);
    setPending('password');
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
    setPending(null);
    setFailure(refused);
    const isRight = refused === 'CodeNeeded' || refused === 'WrongCode' || refused === 'PasskeyNeeded';
    setTakesPasskey(isRight);
    if (refused === 'PasskeyNeeded') {
      passkeyButton.current?.focus();
    } else if (isRight) {
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

  const byPasskey = async () => {
    if (pending || !form.current) return;
    const fields = new FormData(form.current);
    setPending('passkey');
    setFailure(null);
    const refused = await signInByPasskey(
      takesPasskey
        ? { email: String(fields.get('email')).trim(), password: String(fields.get('password')) }
        : undefined,
    );
    if (refused === null) {
      onSignedIn();
      return;
    }
    setPending(null);
    setFailure(refused);
  };

  const said = failure && (typeof failure === 'string' ? SIGN_IN_WORDS[failure] : failure.said);
  const needsPasskey = failure === 'PasskeyNeeded';
  return (
    <form ref={form} method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {said && <Alert tone={needsPasskey ? 'attention' : 'bad'}>{said}</Alert>}
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
        variant={second || needsPasskey ? 'secondary' : 'primary'}
        size="lg"
        loading={pending === 'password'}
        className="mt-1 w-full"
      >
        Sign in
      </Button>
      {passkey && (
        <Button
          ref={passkeyButton}
          variant={needsPasskey ? 'primary' : 'secondary'}
          size="lg"
          loading={pending === 'passkey'}
          onClick={() => void byPasskey()}
          className="w-full"
        >
          {pending !== 'passkey' && <Fingerprint aria-hidden />}
          {PASSKEY_WORDS.use}
        </Button>
      )}
    </form>
  );
}
