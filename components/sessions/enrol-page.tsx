'use client';

import { useId, useState } from 'react';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { giveUpStakes, leaveWhenFree } from '@/lib/client/at-stake';
import { signOut } from '@/lib/client/auth';
import { routes } from '@/lib/routes';
import { EnrolSteps } from './enrol-steps';
import { useEnrolment } from './use-enrolment';

/** The only page for an account without a second factor whose role needs one. */
export function EnrolPage() {
  const formId = useId();
  const steps = useEnrolment();
  const [stuck, setStuck] = useState(false);
  const guard = useLeaveGuard({ losing: steps.losing, busy: steps.confirming });
  // Full page loads, because the desk's layout has not been rendered yet.
  const leave = () =>
    signOut().then(
      () => {
        giveUpStakes();
        window.location.assign(routes.signIn());
      },
      () => setStuck(true),
    );
  const enter = () => {
    giveUpStakes();
    window.location.assign(routes.customers());
  };
  return (
    <div className="flex flex-col gap-4">
      {stuck && <Alert>Signing out did not work. You are still signed in.</Alert>}
      <EnrolSteps formId={formId} steps={steps} />
      <div className="flex flex-wrap justify-end gap-2">
        {steps.codes ? (
          <Button variant="primary" onClick={enter}>
            I have kept them
          </Button>
        ) : (
          <>
            <Button onClick={() => (steps.typed ? leaveWhenFree(() => void leave()) : void leave())}>Sign out</Button>
            <Button variant="primary" type="submit" form={formId} disabled={!steps.enrolment} loading={steps.busy}>
              Confirm
            </Button>
          </>
        )}
      </div>
      {guard.question}
      {steps.stepUp}
    </div>
  );
}
