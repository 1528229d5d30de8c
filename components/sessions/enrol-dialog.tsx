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
  // The person closes a set-up that they have only looked at.
  const close = () => (steps.losing === 'set-up' && !steps.typed ? onClose() : guard.close());
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !steps.busy && close()}
      title={steps.codes ? 'Recovery codes' : 'Set up a second factor'}
      keepOnOutsidePress
      footer={
        steps.codes ? (
          <Button variant="primary" onClick={onClose}>
            I have kept them
          </Button>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
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
