'use client';

import type { SubmitEvent } from 'react';
import { encode } from 'uqr';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { Skeleton } from '@/components/ui/skeleton';
import { RecoveryCodes } from './recovery-codes';
import type { EnrolmentSteps } from './use-enrolment';

/** First the QR code, its secret as text, and the box for the first code; then the recovery codes. */
export function EnrolSteps({ formId, steps }: { formId: string; steps: EnrolmentSteps }) {
  const { enrolment, codes, error } = steps;
  if (codes) return <RecoveryCodes codes={codes} onKept={steps.onKept} />;
  const fields = error?.fields ?? {};
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    steps.confirm(String(new FormData(event.currentTarget).get('code')));
  };
  return (
    <div className="flex flex-col gap-4">
      {error && !fields.code && (
        <Alert
          actions={
            <Button size="sm" onClick={steps.again}>
              Begin again
            </Button>
          }
        >
          {error.message}
        </Alert>
      )}
      <p>
        <bdi>
          <bdi>
            Scan this with an authenticator app, such as Google Authenticator, Microsoft Authenticator or 1Password.
          </bdi>
        </bdi>
      </p>
      {enrolment ? (
        <div className="flex flex-wrap items-start gap-4">
          <QrCode text={enrolment.uri} label="QR code for the authenticator app" />
          <div className="min-w-0 flex-1 basis-40">
            <p className="text-muted text-xs">
              <bdi>No camera? Type this instead:</bdi>
            </p>
            <div className="flex items-start gap-1">
              <code dir="ltr" data-testid="totp-secret" className="select-all break-words font-medium">
                {enrolment.secret.replace(/(.{4})(?=.)/g, '$1 ')}
              </code>
              <CopyButton value={enrolment.secret} label="Copy the key" />
            </div>
          </div>
        </div>
      ) : (
        <Skeleton className="size-48" />
      )}
      <form id={formId} noValidate onSubmit={submit} onInput={steps.onInput}>
        <Field
          label="Code"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          dir="ltr"
          className="max-w-64"
          description="The six digits that the app shows now."
          error={fields.code && error?.message}
        />
      </form>
    </div>
  );
}

/** Draws the code in the browser: the secret must not go to a service that draws it for us. Always black on white. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .filter((square) => square !== '')
    .join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-48 rounded-md"
    >
      <rect width={size} height={size} fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}
