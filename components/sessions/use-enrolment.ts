'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { useCall } from '@/components/shell/use-call';
import { beginEnrolment, confirmEnrolment } from '@/lib/client/sessions';
import type { Enrolment } from '@/lib/contracts/accounts';

/** Enrolment from a new secret to recovery codes. The server draws a secret at mount, and another after `again`. */
export function useEnrolment() {
  const { send, busy, error, stepUp } = useCall();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
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
  return { enrolment, codes, busy, error, stepUp, again: begin, confirm };
}

export type EnrolmentSteps = ReturnType<typeof useEnrolment>;
