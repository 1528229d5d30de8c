'use client';

import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { ProblemText } from '@/components/shell/call-problem';
import { CustomerLink } from '@/components/shell/customer-link';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { useAway } from '@/components/shell/use-away';
import { Button, buttonClass } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { ApiError } from '@/lib/client/api-error';
import type { Customer } from '@/lib/contracts/customer';
import { AWAY_WORDS } from '@/lib/words/away';
import { UNDO_WORDS } from '@/lib/words/contact-undo';
import { fullName } from '@/lib/writing/names';
import { NAMELESS } from '../known-customer';
import { CallerCheckOffer } from './caller-check-offer';
import { ChangeSummary } from './change-summary';
import { contactDrafts } from './contact-drafts';
import { startEdit } from './contact-edit-state';
import { ContactForm } from './contact-form';
import { ProblemAlert } from './problem-alert';
import { useContactEdit } from './use-contact-edit';
import { useSavedToast } from './use-saved-toast';

interface EditContactDialogProps {
  customer: Customer;
  /** The caller is to be checked first: the form of the check is open. */
  checkFirst: boolean;
  /** Gets the focus when the dialog closes, also after the keyboard shortcut opened it. */
  returnTo: RefObject<HTMLElement | null>;
  onClose: () => void;
  onError: (error: ApiError) => void;
}

/** Mounted only while open, so that each opening starts from the contact that the page shows then. */
export function EditContactDialog({ customer, checkFirst, returnTo, onClose, onError }: EditContactDialogProps) {
  const formId = useId();
  const firstBox = useRef<HTMLInputElement>(null);
  const tell = useSavedToast();
  const { notice } = useAway();
  const { uuid } = customer;
  const name = fullName(customer) ?? NAMELESS;
  const [kept] = useState(() => contactDrafts.wanted(uuid));
  useEffect(() => contactDrafts.forget(uuid), [uuid]);
  const edit = useContactEdit({
    uuid,
    start: kept ?? startEdit({ email: customer.email, phoneNumber: customer.phoneNumber }),
    onError,
    onSaved: () => {
      tell({ title: UNDO_WORDS.saved, customer });
      onClose();
    },
    onFailedAway: (state, error) => {
      const unknown = state.problem?.kind === 'unknown-outcome';
      notice({
        tone: unknown ? 'attention' : 'bad',
        title: unknown ? AWAY_WORDS.contactUnknown(name) : AWAY_WORDS.contactNotSaved(name),
        body: error && <ProblemText error={error} />,
        actions: (closeNotice) => (
          <CustomerLink
            uuid={uuid}
            className={buttonClass({ size: 'sm' })}
            onOpen={() => {
              contactDrafts.want(uuid, state);
              closeNotice();
            }}
          >
            {AWAY_WORDS.backToForm}
          </CustomerLink>
        ),
      });
    },
  });
  const saving = edit.busy === 'saving';
  const guard = useLeaveGuard({ losing: edit.touched ? 'typed' : null, busy: saving, onClose });
  // The dialog stays open during a save, so that the person sees the outcome.
  const close = () => !saving && guard.close();

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title="Edit contact"
      description={
        <span title={name} className="line-clamp-2 wrap-anywhere">
          <bdi>{name}</bdi>
        </span>
      }
      keepOnOutsidePress
      initialFocus={firstBox}
      finalFocus={returnTo}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} disabled={!edit.patch} loading={saving}>
            Save changes
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {edit.problem && <ProblemAlert problem={edit.problem} edit={edit} />}
        <CallerCheckOffer uuid={uuid} isOpen={checkFirst} onPassed={() => firstBox.current?.select()} />
        <ContactForm id={formId} edit={edit} firstBox={firstBox} />
        <ChangeSummary name={name} expected={edit.expected} judgements={edit.judgements} />
      </div>
      {guard.question}
      {edit.stepUp}
    </Dialog>
  );
}
