'use client';

import { useEffect, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button, buttonClass } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { onSignedInElsewhere } from '@/lib/client/signed-in';
import { startSsoIn } from '@/lib/client/sso';
import { routes } from '@/lib/routes';
import { SIGN_IN_AGAIN_WORDS } from '@/lib/words/sign-in';
import { SSO_FAILURES } from '@/lib/words/sso-failures';
import { SignInForm } from '../sign-in/sign-in-form';
import type { WaysIn } from '../viewer-context';

export interface SignInAgainProps {
  email: string;
  ways: WaysIn;
  /** Somebody has signed in, the same person or another one: the next call tells. */
  onSignedIn: () => void;
  onLeave: () => void;
}

const WORDS = SIGN_IN_AGAIN_WORDS;

/** Over a page whose session has ended and that would lose something: the person signs in without leaving. */
export function SignInAgain({ email, ways, onSignedIn, onLeave }: SignInAgainProps) {
  return (
    <Dialog
      open
      // Escape closes nothing: without a session the page can do nothing either.
      onOpenChange={() => {}}
      mustAnswer
      keepOnOutsidePress
      title={WORDS.title}
      description={WORDS.why}
      className="max-w-sm"
      footer={<Button onClick={onLeave}>{WORDS.leave}</Button>}
    >
      <div className="flex flex-col gap-5">
        {ways.sso && <SsoWindow onSignedIn={onSignedIn} />}
        {ways.password && (
          <SignInForm
            email={email}
            onSignedIn={onSignedIn}
            second={ways.sso}
            passkey={ways.passkey}
            initialFailure={null}
          />
        )}
      </div>
    </Dialog>
  );
}

type SsoState = { phase: 'idle' | 'opening' | 'waiting' | 'blocked' } | { phase: 'failed'; message: string };

/** Single sign-on in a window of its own: leaving this page for the identity provider would lose what was typed. */
function SsoWindow({ onSignedIn }: { onSignedIn: () => void }) {
  const [state, setState] = useState<SsoState>({ phase: 'idle' });
  useEffect(() => onSignedInElsewhere(onSignedIn), [onSignedIn]);
  const open = async () => {
    // At once: a browser blocks a window that opens later than the click.
    const popup = window.open('', '_blank', 'popup,width=520,height=680');
    if (popup === null) return setState({ phase: 'blocked' });
    setState({ phase: 'opening' });
    const failure = await startSsoIn(popup, routes.signedIn());
    if (failure === null) return setState({ phase: 'waiting' });
    popup.close();
    setState({ phase: 'failed', message: SSO_FAILURES[failure] });
  };
  return (
    <div className="flex flex-col items-stretch gap-3">
      {state.phase === 'failed' && <Alert>{state.message}</Alert>}
      {state.phase === 'blocked' && <Alert tone="attention">{WORDS.blocked}</Alert>}
      <p role="status">{state.phase === 'waiting' ? WORDS.waiting : WORDS.window}</p>
      <Button variant="primary" size="lg" loading={state.phase === 'opening'} onClick={() => void open()}>
        {WORDS.withSso}
      </Button>
      {state.phase === 'blocked' && (
        <a href={routes.signIn(routes.signedIn())} target="_blank" rel="noopener" className={buttonClass()}>
          {WORDS.newTab}
        </a>
      )}
      {(state.phase === 'waiting' || state.phase === 'blocked') && <Button onClick={onSignedIn}>{WORDS.done}</Button>}
    </div>
  );
}
