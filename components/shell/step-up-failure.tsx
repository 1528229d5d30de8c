'use client';

import { useEffect, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { STEP_UP_PARAM } from '@/lib/step-up-param';
import { SSO_FAILURES, ssoFailure } from '@/lib/words/sso-failures';

interface StepUpFailureProps {
  /** From the address, so it may be any text. */
  code: string;
}

/** Why a step-up at the identity provider failed. */
export function StepUpFailure({ code }: StepUpFailureProps) {
  const [open, setOpen] = useState(true);
  // The notice shows once: a reload, or a colleague with the address, must not see it.
  useEffect(() => {
    const { pathname, search } = window.location;
    const query = new URLSearchParams(search);
    query.delete(STEP_UP_PARAM);
    window.history.replaceState(null, '', query.size === 0 ? pathname : `${pathname}?${query}`);
  }, []);
  const failure = ssoFailure(code);
  if (failure === null || !open) return null;
  return (
    <Alert
      tone="attention"
      className="rounded-none border-x-0 border-t-0 px-4"
      title="You were not confirmed."
      actions={
        <Button size="sm" onClick={() => setOpen(false)}>
          Dismiss
        </Button>
      }
    >
      {SSO_FAILURES[failure]}
    </Alert>
  );
}
