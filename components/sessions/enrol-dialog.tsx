'use client';

import { useId } from 'react';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { EnrolSteps } from './enrol-steps';
import { useEnrolment } from './use-enrolment';

export function EnrolDialog({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const steps = useEnrolment();
  const guard = useLeaveGuard({ losing: steps.losing, busy: steps.confirming, onClose });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !steps.busy && guard.close()}
      title={steps.codes ? 'Recovery codes' : 'Set up a second factor'}
      keepOnOutsidePress
      footer={
        steps.codes ? (
          <Button variant="primary" onClick={onClose}>
            I have kept them
          </Button>
        ) : (
          <>
            <Button onClick={guard.close}>Cancel</Button>
            <Button variant="primary" type="submit" form={formId} disabled={!steps.enrolment} loading={steps.busy}>
              Confirm
            </Button>
          </>
        )
      }
    >
      <EnrolSteps formId={formId} steps={steps} />
      {guard.question}
      {steps.stepUp}
    </Dialog>
  );
}
