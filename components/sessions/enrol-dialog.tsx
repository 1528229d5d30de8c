'use client';

import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { EnrolSteps } from './enrol-steps';
import { useEnrolment } from './use-enrolment';

export function EnrolDialog({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const steps = useEnrolment();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !steps.busy && onClose()}
      title={steps.codes ? 'Recovery codes' : 'Set up a second factor'}
      keepOnOutsidePress
      footer={
        steps.codes ? (
          <Button variant="primary" onClick={onClose}>
            I have kept them
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" type="submit" form={formId} disabled={!steps.enrolment} loading={steps.busy}>
              Confirm
            </Button>
          </>
        )
      }
    >
      <EnrolSteps formId={formId} steps={steps} />
      {steps.stepUp}
    </Dialog>
  );
}
