'use client';

import { Check, Copy } from 'lucide-react';
import { type RefObject, useRef, useState } from 'react';
import { useClosesWithView } from '@/components/address/use-closes-with-view';
import { CallProblem } from '@/components/shell/call-problem';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { json, requestJson } from '@/lib/client/request';
import type { VerificationLink } from '@/lib/contracts/directory';
import { directoryApi } from '@/lib/directory-routes';
import { APPROVAL_WORDS } from '@/lib/words/approvals';
import { AWAY_WORDS } from '@/lib/words/away';

interface VerificationLinkDialogProps {
  uuid: string;
  name: string;
  returnTo: RefObject<HTMLElement | null>;
  onClose: () => void;
}

/** Mounted while the dialog is open. The link is in this component's state alone, in no cache, and goes with it. */
export function VerificationLinkDialog({ uuid, name, returnTo, onClose }: VerificationLinkDialogProps) {
  const [link, setLink] = useState<string | null>(null);
  const { send, busy, error, stepUp } = useCall('The answer could not be read. Try again.');
  // A link is shown once: leaving it, or its coming, is for the person to decide.
  useClosesWithView(() => link === null && !busy && onClose());
  const { notice, notDone } = useAway();
  const [copied, setCopied] = useState(false);
  const guard = useLeaveGuard({ losing: link !== null && !copied ? 'link' : null, busy, onClose });
  const create = () =>
    send(
      (_, why) => requestJson<VerificationLink>(directoryApi.link(uuid), json('POST', { why: why ?? 'ask' })),
      (created) => setLink(created.link),
      undefined,
      {
        done: (created) =>
          notice({ tone: 'good', title: AWAY_WORDS.linkCreated(name), body: <CreatedLink link={created.link} /> }),
        failed: (reason) => notDone(AWAY_WORDS.linkNotCreated(name), reason),
      },
    );

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && guard.close()}
      title="Create verification link"
      description={
        <span title={name} className="line-clamp-2 wrap-anywhere">
          <bdi>{name}</bdi>
        </span>
      }
      keepOnOutsidePress
      finalFocus={returnTo}
      footer={
        link === null ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" loading={busy} onClick={create}>
              Create link
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>Done</Button>
        )
      }
    >
      <div className="flex flex-col gap-3">
        {error?.code === 'approval_required' ? (
          <Alert tone="attention" title={APPROVAL_WORDS.linkWaits}>
            {error.message}
          </Alert>
        ) : (
          error && <CallProblem title="No link was created." error={error} />
        )}
        {link === null ? (
          <p>
            <bdi>
              With the link the customer goes through Sentinel’s verification again. It works for a short time, for
              whoever has it: send it to the customer alone. Creating it is recorded.
            </bdi>
          </p>
        ) : (
          <CreatedLink link={link} onCopied={() => setCopied(true)} />
        )}
      </div>
      {guard.question}
      {stepUp}
    </Dialog>
  );
}

function CreatedLink({ link, onCopied }: { link: string; onCopied?: () => void }) {
  const box = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  const copy = () =>
    Promise.resolve(navigator.clipboard?.writeText(link) ?? Promise.reject(new Error('no clipboard'))).then(
      () => {
        setOutcome('copied');
        onCopied?.();
      },
      () => {
        box.current?.select();
        setOutcome('refused');
      },
    );
  return (
    <>
      <div className="flex gap-2">
        <Input
          ref={box}
          readOnly
          dir="ltr"
          aria-label="Verification link"
          value={link}
          onFocus={(event) => event.currentTarget.select()}
          onCopy={onCopied}
        />
        <Button variant="primary" onClick={() => void copy()}>
          {outcome === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
          Copy
        </Button>
      </div>
      <p role="status" className="text-muted empty:sr-only">
        {outcome === 'copied' && <bdi>Copied.</bdi>}
        {outcome === 'refused' && <bdi>The browser did not allow copying: the link is selected, copy it yourself.</bdi>}
      </p>
      <p className="text-muted">
        <bdi>It is shown this once and kept nowhere. It was recorded that you created it.</bdi>
      </p>
    </>
  );
}
