'use client';

import { useId, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { signOut } from '@/lib/client/auth';
import { routes } from '@/lib/routes';
import { EnrolSteps } from './enrol-steps';
import { useEnrolment } from './use-enrolment';

/** The only page for an account without a second factor whose role needs one. */
export function EnrolPage() {
  const formId = useId();
  const steps = useEnrolment();
  const [stuck, setStuck] = useState(false);
  // Full page loads, because the desk's layout has not been rendered yet.
  const leave = () =>
    signOut().then(
      () => window.location.assign(routes.signIn()),
      () => setStuck(true),
    );
  return (
    <div className="flex flex-col gap-4">
      {stuck && <Alert>Signing out did not work. You are still signed in.</Alert>}
      <EnrolSteps formId={formId} steps={steps} />
      <div className="flex flex-wrap justify-end gap-2">
        {steps.codes ? (
          <Button variant="primary" onClick={() => window.location.assign(routes.customers())}>
            I have kept them
          </Button>
        ) : (
          <>
            <Button onClick={() => void leave()}>Sign out</Button>
            <Button variant="primary" type="submit" form={formId} disabled={!steps.enrolment} loading={steps.busy}>
              Confirm
            </Button>
          </>
        )}
      </div>
      {steps.stepUp}
    </div>
  );
}
