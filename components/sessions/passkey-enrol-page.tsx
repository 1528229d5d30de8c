'use client';

import { type SubmitEvent, useId } from 'react';
import { CallProblem } from '@/components/shell/call-problem';
import { useCall } from '@/components/shell/use-call';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { PASSKEY_WORDS as WORDS } from '@/lib/words/passkeys';
import { PasskeyName } from './passkey-tasks';
import { useEnrolExit } from './use-enrol-exit';

/** The only page for a person without a passkey whose role needs one. */
export function PasskeyEnrolPage() {
  const formId = useId();
  const { send, busy, error, stepUp } = useCall();
  const { stuck, enter, leave } = useEnrolExit();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name'));
    // The WebAuthn library comes with the first passkey.
    send(async () => await (await import('@/lib/client/passkeys')).addPasskey(name), enter);
  };
  const problem = error?.fields.name;
  return (
    <div className="flex flex-col gap-4">
      {stuck && <Alert>Signing out did not work. You are still signed in.</Alert>}
      {error && !problem && <CallProblem error={error} />}
      <p>
        <bdi>{WORDS.about}</bdi>
      </p>
      <form id={formId} noValidate onSubmit={submit}>
        <PasskeyName problem={problem} />
      </form>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => leave(false)}>Sign out</Button>
        <Button variant="primary" type="submit" form={formId} loading={busy}>
          {WORDS.add}
        </Button>
      </div>
      {stepUp}
    </div>
  );
}
