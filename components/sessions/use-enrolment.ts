'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { useTouched } from '@/components/shell/leaving/use-touched';
import { useCall } from '@/components/shell/use-call';
import { beginEnrolment, confirmEnrolment } from '@/lib/client/sessions';
import type { Enrolment } from '@/lib/contracts/accounts';
import type { Losing } from '@/lib/words/leaving';

/** Enrolment from a new secret to recovery codes. The server draws a secret at mount, and another after `again`. */
export function useEnrolment() {
  const { send, busy, error, stepUp } = useCall();
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
    );
  };
  // The person may have scanned the code as soon as it is shown.
  const losing: Losing | null = codes ? (kept ? null : 'codes') : enrolment ? 'set-up' : null;
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
