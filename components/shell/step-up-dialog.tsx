'use client';

import { type SubmitEvent, useId, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { ApiError } from '@/lib/client/api-error';
import { prove } from '@/lib/client/sessions';
import { startSsoStepUp } from '@/lib/client/sso';
import type { ErrorBody } from '@/lib/contracts/errors';
import { SSO_FAILURES } from '@/lib/words/sso-failures';

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

/** Has somebody prove who they are, in the way they signed in. */
export function StepUpDialog(props: StepUpDialogProps) {
  return props.proof.method === 'sso' ? <SsoStepUp onClose={props.onClose} /> : <PasswordStepUp {...props} />;
}

/** Leaves the page: what it was about to do is done anew by the person, once they are back. */
function SsoStepUp({ onClose }: Pick<StepUpDialogProps, 'onClose'>) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const leave = async () => {
    setBusy(true);
    setError(null);
    const failure = await startSsoStepUp(window.location.pathname + window.location.search);
    if (failure === null) return;
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
        <p>Sign in again at your company’s identity provider. It leads you back to this page, to do this once more.</p>
      </div>
    </Dialog>
  );
}

/** Asks for the password, and for a code where there is a second factor. Failures count like those of signing in. */
function PasswordStepUp({ proof, onProved, onClose }: StepUpDialogProps) {
  const formId = useId();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const fields = error?.details.fields ?? {};
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const typed = new FormData(event.currentTarget);
    const code = String(typed.get('code') ?? '').trim();
    setBusy(true);
    setError(null);
    prove({ password: String(typed.get('password')), ...(proof.code && { code }) }).then(onProved, (reason) => {
      setBusy(false);
      setError(reason instanceof ApiError ? reason : new ApiError('internal', 'That did not work. Try again.', 0));
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      {...FRAME}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} loading={busy}>
            Confirm
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
        {error && Object.keys(fields).length === 0 && <Alert>{error.message}</Alert>}
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
