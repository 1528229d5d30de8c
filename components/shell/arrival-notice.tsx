'use client';

import { useEffect, useState } from 'react';
import { replaceAddress } from '@/components/address/page-address';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { OTHER_PERSON_PARAM } from '@/lib/other-person';
import { STEP_UP_PARAM } from '@/lib/step-up-param';
import { SIGN_IN_AGAIN_WORDS } from '@/lib/words/sign-in';
import { SSO_FAILURES, ssoFailure } from '@/lib/words/sso-failures';

interface ArrivalNoticeProps {
  /** Why a step-up at the identity provider failed; from the address, so it may be any text. `null`: another notice. */
  stepUp: string | null;
}

/** What the person must know of the way to this page: a step-up that failed, or another person's page that was dropped. */
export function ArrivalNotice({ stepUp }: ArrivalNoticeProps) {
  const [open, setOpen] = useState(true);
  // The notice shows once: a reload, or a colleague with the address, must not see it.
  useEffect(() => {
    const { pathname, search } = window.location;
    const query = new URLSearchParams(search);
    query.delete(STEP_UP_PARAM);
    query.delete(OTHER_PERSON_PARAM);
    replaceAddress(query.size === 0 ? pathname : `${pathname}?${query}`);
  }, []);
  const failure = ssoFailure(stepUp);
  if ((stepUp !== null && failure === null) || !open) return null;
  return (
    <Alert
      tone="attention"
      className="rounded-none border-x-0 border-t-0 px-4"
      title={failure === null ? SIGN_IN_AGAIN_WORDS.otherPerson : 'You were not confirmed.'}
      actions={
        <Button size="sm" onClick={() => setOpen(false)}>
          Dismiss
        </Button>
      }
    >
      {failure === null ? SIGN_IN_AGAIN_WORDS.otherPersonBody : SSO_FAILURES[failure]}
    </Alert>
  );
}
