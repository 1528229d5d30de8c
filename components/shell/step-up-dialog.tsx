'use client';

import { type SubmitEvent, useId, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { leaveToProve } from '@/lib/client/at-stake';
import { prove } from '@/lib/client/sessions';
import { startSsoStepUp } from '@/lib/client/sso';
import type { ErrorBody } from '@/lib/contracts/errors';
import { PASSKEY_WORDS } from '@/lib/words/passkeys';
import { SSO_FAILURES } from '@/lib/words/sso-failures';
import { CallProblem } from './call-problem';
import { useCall } from './use-call';

export interface StepUpDialogProps {
  proof: NonNullable<ErrorBody['error']['proof']>;
  onProved: () => void;
  onClose: () => void;
}

const FRAME = {
  title: 'Confirm it is you',
  description: 'It has been more than ten minutes since you last did.',
  keepOnOutsidePress: true,
  className: 'max-w-sm',
};

/** Has the person prove who they are, in the way they signed in. */
export function StepUpDialog(props: StepUpDialogProps) {
  if (props.proof.method === 'sso') return <SsoStepUp onClose={props.onClose} />;
  return props.proof.method === 'passkey' ? <PasskeyStepUp {...props} /> : <PasswordStepUp {...props} />;
}

/** The WebAuthn library comes with the first passkey. */
const provePasskey = async () => await (await import('@/lib/client/passkeys')).proveByPasskey();

/** Has one of the person's passkeys sign a challenge. */
function PasskeyStepUp({ onProved, onClose }: StepUpDialogProps) {
  const { send, busy, error } = useCall();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      {...FRAME}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" loading={busy} onClick={() => send(provePasskey, onProved)}>
            {PASSKEY_WORDS.use}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {error && <CallProblem error={error} />}
        <p>
          <bdi>{PASSKEY_WORDS.proofHint}</bdi>
        </p>
      </div>
    </Dialog>
  );
}

/**
 * Leaves the page; the person repeats the action after coming back. Without `useCall`, because the button has to stay
 * busy after the answer, until the page is gone.
 */
function SsoStepUp({ onClose }: Pick<StepUpDialogProps, 'onClose'>) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const leave = async () => {
    setBusy(true);
    setError(null);
    leaveToProve(true);
    const failure = await startSsoStepUp(window.location.pathname + window.location.search);
    if (failure === null) return;
    leaveToProve(false);
    setBusy(false);
    setError(SSO_FAILURES[failure]);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      {...FRAME}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" loading={busy} onClick={() => void leave()}>
            Continue with single sign-on
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {error && <Alert>{error}</Alert>}
        <p>
          <bdi>
            Sign in again at your company’s identity provider. It leads you back to this page, to do this once more.
          </bdi>
        </p>
      </div>
    </Dialog>
  );
}

/**
 * Asks for the password, and for a code from people with a second factor; a passkey does as well. Failures of the password
 * count like failed sign-ins.
 */
function PasswordStepUp({ proof, onProved, onClose }: StepUpDialogProps) {
  const formId = useId();
  const { send, busy, error } = useCall();
  const fields = error?.fields ?? {};
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const code = String(typed.get('code') ?? '').trim();
    send(() => prove({ password: String(typed.get('password')), ...(proof.code && { code }) }), onProved);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      {...FRAME}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {proof.passkey && (
            <Button loading={busy} onClick={() => send(provePasskey, onProved)}>
              {PASSKEY_WORDS.use}
            </Button>
          )}
          <Button variant="primary" type="submit" form={formId} loading={busy}>
            Confirm
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
        {error && Object.keys(fields).length === 0 && <CallProblem error={error} />}
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          dir="ltr"
          error={fields.password && error?.message}
        />
        {proof.code && (
          <Field
            label="Code"
            name="code"
            autoComplete="one-time-code"
            spellCheck={false}
            autoCapitalize="none"
            dir="ltr"
            description="Six digits from your authenticator app, or a recovery code."
            error={fields.code && error?.message}
          />
        )}
      </form>
    </Dialog>
  );
}
