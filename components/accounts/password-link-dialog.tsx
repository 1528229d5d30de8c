'use client';

import { useState } from 'react';
import { CallProblem } from '@/components/shell/call-problem';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { issueLink, recoverAccount } from '@/lib/client/accounts';
import type { AccountEntry, IssuedLink } from '@/lib/contracts/accounts';
import { AWAY_WORDS } from '@/lib/words/away';
import { OneTimeLink } from './one-time-link';

interface PasswordLinkDialogProps {
  account: AccountEntry;
  /** For a person who has lost their passkeys: removes them and the password as well. */
  recovery: boolean;
  onChanged: () => void;
  onClose: () => void;
}

export function PasswordLinkDialog({ account, recovery, onChanged, onClose }: PasswordLinkDialogProps) {
  const { send, busy, error, stepUp } = useCall();
  const [link, setLink] = useState<IssuedLink | null>(null);
  const { notice, notDone } = useAway();
  const [copied, setCopied] = useState(false);
  const guard = useLeaveGuard({ losing: link && !copied ? 'link' : null, busy, onClose });
  const issue = () =>
    send(
      () => (recovery ? recoverAccount(account.id) : issueLink(account.id)),
      (issued) => {
        setLink(issued);
        onChanged();
      },
      undefined,
      {
        done: (issued) => {
          onChanged();
          notice({
            tone: 'good',
            title: AWAY_WORDS.passwordLinkMade(account.email),
            body: <OneTimeLink link={issued} email={account.email} />,
          });
        },
        failed: (reason) => notDone(AWAY_WORDS.passwordLinkNotMade(account.email), reason),
      },
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && guard.close()}
      title={recovery ? 'Recover access' : account.hasPassword ? 'Reset password' : 'New invitation'}
      keepOnOutsidePress
      footer={
        link ? (
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant={recovery ? 'danger' : 'primary'} loading={busy} onClick={issue}>
              {recovery ? 'Remove passkeys and make a link' : 'Make a link'}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-3">
        {error && <CallProblem error={error} />}
        {link ? (
          <OneTimeLink link={link} email={account.email} onCopied={() => setCopied(true)} />
        ) : recovery ? (
          <p>
            <bdi>
              For lost passkeys. The passkeys and the password of <bdi>{account.name}</bdi> are removed, and they are
              signed out everywhere. With a one-time link they choose a new password within an hour.
            </bdi>
          </p>
        ) : (
          <p>
            <bdi>
              <bdi>{account.name}</bdi> gets a one-time link and chooses a password with it
              {account.hasPassword ? ', within an hour. Until then the present one works.' : ', within three days.'} An
              earlier link stops working.
            </bdi>
          </p>
        )}
      </div>
      {guard.question}
      {stepUp}
    </Dialog>
  );
}
