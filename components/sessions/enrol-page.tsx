'use client';

import { useId } from 'react';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { EnrolSteps } from './enrol-steps';
import { useEnrolExit } from './use-enrol-exit';
import { useEnrolment } from './use-enrolment';

/** The only page for an account without a second factor whose role needs one. */
export function EnrolPage() {
  const formId = useId();
  const steps = useEnrolment();
  const { stuck, enter, leave } = useEnrolExit();
  const guard = useLeaveGuard({ losing: steps.losing, busy: steps.confirming });
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
            <Button onClick={() => leave(steps.typed)}>Sign out</Button>
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
