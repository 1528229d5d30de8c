'use client';

import { useState } from 'react';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Panel } from '@/components/ui/panel';
import { useLoaded } from '@/components/ui/use-loaded';
import { renewRecoveryCodes } from '@/lib/client/sessions';
import type { OwnSessions } from '@/lib/contracts/accounts';
import { codesLeft } from '@/lib/words/amounts';
import { AWAY_WORDS } from '@/lib/words/away';
import { RecoveryCodes } from './recovery-codes';

const loadEnrol = () => import('./enrol-dialog').then((module) => module.EnrolDialog);

interface SecondFactorPanelProps {
  state: OwnSessions['secondFactor'];
  onChanged: () => void;
}

export function SecondFactorPanel({ state, onChanged }: SecondFactorPanelProps) {
  const { send, busy, error, stepUp } = useCall();
  const { notice, notDone } = useAway();
  const [EnrolDialog, , askForEnrol] = useLoaded(loadEnrol);
  const [enrolling, setEnrolling] = useState(false);
  const [codes, setCodes] = useState<string[] | null>(null);
  if (!state.offered) {
    return (
      <Panel title="Second factor">
        <p>
          <bdi>You sign in through your company’s identity provider, which looks after it.</bdi>
        </p>
      </Panel>
    );
  }
  const renew = () =>
    send(
      renewRecoveryCodes,
      (answer) => {
        setCodes(answer.codes);
        onChanged();
      },
      undefined,
      {
        done: ({ codes: made }) =>
          notice({ tone: 'good', title: AWAY_WORDS.codesMade, body: <RecoveryCodes codes={made} /> }),
        failed: (reason) => notDone(AWAY_WORDS.codesNotMade, reason),
      },
    );
  return (
    <Panel title="Second factor" bodyClassName="flex flex-col gap-3">
      {error && <Alert>{error.message}</Alert>}
      {state.enrolled ? (
        <div className="flex flex-wrap items-center gap-2">
          <Badge tone="good">On</Badge>
          <span>Signing in takes a code from your phone. {codesLeft(state.recoveryCodesLeft)}</span>
        </div>
      ) : (
        <p>
          <bdi>
            A code from your phone, besides the password: whoever gets hold of your password still can not sign in.
          </bdi>
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          variant={state.enrolled ? 'secondary' : 'primary'}
          onClick={() => void askForEnrol(() => setEnrolling(true))}
        >
          {state.enrolled ? 'Set up a new phone' : 'Set up a second factor'}
        </Button>
        {state.enrolled && (
          <Button loading={busy} onClick={renew}>
            New recovery codes
          </Button>
        )}
      </div>
      {enrolling && EnrolDialog && (
        <EnrolDialog
          onClose={() => {
            setEnrolling(false);
            onChanged();
          }}
        />
      )}
      {codes && <NewCodesDialog codes={codes} onClose={() => setCodes(null)} />}
      {stepUp}
    </Panel>
  );
}

function NewCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const [kept, setKept] = useState(false);
  const guard = useLeaveGuard({ losing: kept ? null : 'codes', onClose });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && guard.close()}
      title="Recovery codes"
      description="The earlier ones work no more."
      keepOnOutsidePress
      footer={
        <Button variant="primary" onClick={onClose}>
          I have kept them
        </Button>
      }
    >
      <RecoveryCodes codes={codes} onKept={() => setKept(true)} />
      {guard.question}
    </Dialog>
  );
}
