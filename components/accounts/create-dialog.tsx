'use client';

import { type SubmitEvent, useId, useState } from 'react';
import { CallProblem } from '@/components/shell/call-problem';
import { useKeyHint } from '@/components/shell/key-hint';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { useTouched } from '@/components/shell/leaving/use-touched';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { sendByKey } from '@/components/ui/send-by-key';
import { ROLES, type Role } from '@/lib/access';
import { createAccount } from '@/lib/client/accounts';
import type { IssuedLink } from '@/lib/contracts/accounts';
import { AWAY_WORDS } from '@/lib/words/away';
import { ROLE_LABELS } from '@/lib/words/roles';
import { EmailField } from './email-field';
import { OneTimeLink } from './one-time-link';

export const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }));

const FIRST_ROLE: Role = 'support';

/** Creates an account and shows the link with which its owner chooses a password. The desk shows no password to anyone. */
export function CreateDialog({ onChanged, onClose }: { onChanged: () => void; onClose: () => void }) {
  const formId = useId();
  const hint = useKeyHint('send');
  const { send, busy, error, stepUp } = useCall();
  const { notice, notDone } = useAway();
  const [role, setRole] = useState<Role>(FIRST_ROLE);
  const [typed, onInput] = useTouched();
  const [copied, setCopied] = useState(false);
  const [made, setMade] = useState<{ link: IssuedLink; email: string } | null>(null);
  const fields = error?.fields ?? {};
  const losing = made ? (copied ? null : 'link') : typed || role !== FIRST_ROLE ? 'typed' : null;
  const guard = useLeaveGuard({ losing, busy, onClose });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get('email')).trim();
    send(
      () => createAccount({ email, name: String(form.get('name')), role }),
      ({ link }) => {
        setMade({ link, email });
        onChanged();
      },
      // The list may have missed the account that the server knows.
      onChanged,
      {
        done: ({ link }) => {
          onChanged();
          notice({
            tone: 'good',
            title: AWAY_WORDS.accountCreated(email),
            body: <OneTimeLink link={link} email={email} />,
          });
        },
        failed: (reason) => notDone(AWAY_WORDS.accountNotCreated(email), reason),
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && guard.close()}
      title={made ? 'Account created' : 'Create account'}
      keepOnOutsidePress
      footer={
        made ? (
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={guard.close}>Cancel</Button>
            <Button variant="primary" type="submit" form={formId} {...hint('Create account')} loading={busy}>
              Create account
            </Button>
          </>
        )
      }
    >
      {made ? (
        <OneTimeLink {...made} onCopied={() => setCopied(true)} />
      ) : (
        <form
          id={formId}
          noValidate
          autoComplete="off"
          onSubmit={submit}
          onInput={onInput}
          onKeyDown={sendByKey}
          className="flex flex-col gap-4"
        >
          {error && Object.keys(fields).length === 0 && <CallProblem error={error} />}
          <EmailField error={fields.email} />
          <Field label="Name" name="name" dir="auto" error={fields.name} />
          <div className="flex flex-col items-start gap-1">
            <span aria-hidden className="font-medium text-sm">
              Role
            </span>
            <Select label="Role" value={role} options={ROLE_OPTIONS} onValueChange={setRole} />
          </div>
        </form>
      )}
      {guard.question}
      {stepUp}
    </Dialog>
  );
}
