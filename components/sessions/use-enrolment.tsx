'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { useTouched } from '@/components/shell/leaving/use-touched';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { beginEnrolment, confirmEnrolment } from '@/lib/client/sessions';
import type { Enrolment } from '@/lib/contracts/accounts';
import { AWAY_WORDS } from '@/lib/words/away';
import type { Losing } from '@/lib/words/leaving';
import { RecoveryCodes } from './recovery-codes';

/** Enrolment from a new secret to recovery codes. The server draws a secret at mount, and another after `again`. */
export function useEnrolment() {
  const { send, busy, error, stepUp } = useCall();
  const { notice, notDone } = useAway();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [kept, setKept] = useState(false);
  const [typed, onInput] = useTouched();
  const begin = () => send(beginEnrolment, setEnrolment);
  const beginOnce = useEffectEvent(begin);
  useEffect(() => beginOnce(), []);
  const confirm = (code: string) => {
    if (!enrolment) return;
    send(
      () => confirmEnrolment({ enrolment: enrolment.enrolment, code }),
      (answer) => setCodes(answer.codes),
      undefined,
      {
        done: (answer) =>
          notice({ tone: 'good', title: AWAY_WORDS.factorOn, body: <RecoveryCodes codes={answer.codes} /> }),
        failed: (reason) => notDone(AWAY_WORDS.factorNotOn, reason),
      },
    );
  };
  // A secret that was only looked at is no loss: the next visit draws another.
  const losing: Losing | null = codes ? (kept ? null : 'codes') : typed ? 'set-up' : null;
  return {
    enrolment,
    codes,
    busy,
    confirming: busy && enrolment !== null,
    error,
    stepUp,
    losing,
    typed,
    onInput,
    again: begin,
    confirm,
    onKept: () => setKept(true),
  };
}

export type EnrolmentSteps = ReturnType<typeof useEnrolment>;
