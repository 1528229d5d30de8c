'use client';

import { Building2 } from 'lucide-react';
import { type SubmitEvent, useEffect, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { startSso } from '@/lib/client/sso';
import { safeNext } from '@/lib/safe-next';
import { SSO_FAILURES, type SsoFailure } from '@/lib/words/sso-failures';

interface SsoSignInProps {
  next: string | undefined;
  /** From the URL, when the identity provider sent the person back with an error. */
  initialFailure: SsoFailure | null;
}

/** Sign-in through the company's identity provider, with the failure of the last attempt. */
export function SsoSignIn({ next, initialFailure }: SsoSignInProps) {
  const [failure, setFailure] = useState(initialFailure);
  const [pending, setPending] = useState(false);

  // After Back from the provider, the browser may restore this page with its spinner still turning.
  useEffect(() => {
    const reset = ({ persisted }: PageTransitionEvent) => persisted && setPending(false);
    window.addEventListener('pageshow', reset);
    return () => window.removeEventListener('pageshow', reset);
  }, []);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setFailure(null);
    const refused = await startSso(safeNext(next));
    if (refused === null) return;
    setPending(false);
    setFailure(refused);
  };

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {failure && <Alert tone={failure === 'SsoNoRole' ? 'attention' : 'bad'}>{SSO_FAILURES[failure]}</Alert>}
      <Button type="submit" variant="primary" size="lg" loading={pending} className="w-full">
        {!pending && <Building2 aria-hidden />}
        Continue with single sign-on
      </Button>
    </form>
  );
}
