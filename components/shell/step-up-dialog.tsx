'use client';

import { type SubmitEvent, useId, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { ApiError } from '@/lib/client/api-error';
import { prove } from '@/lib/client/sessions';
import type { ErrorBody } from '@/lib/contracts/errors';

export interface StepUpDialogProps {
  proof: NonNullable<ErrorBody['error']['proof']>;
  onProved: () => void;
  onClose: () => void;
}

/** Asks for the password, and for a code where there is a second factor. Failures count like those of signing in. */
export function StepUpDialog({ proof, onProved, onClose }: StepUpDialogProps) {
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
  const sso = proof.method === 'sso';
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Confirm it is you"
      description="It has been more than ten minutes since you last did."
      keepOnOutsidePress
      className="max-w-sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {!sso && (
            <Button variant="primary" type="submit" form={formId} loading={busy}>
              Confirm
            </Button>
          )}
        </>
      }
    >
      {sso ? (
        <p>Sign out, and sign in again with single sign-on. Then do this within ten minutes.</p>
      ) : (
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
      )}
    </Dialog>
  );
}
