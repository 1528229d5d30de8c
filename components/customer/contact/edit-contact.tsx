'use client';

import { Pencil } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';
import { Button } from '@/components/ui/button';
import { LoadFailed } from '@/components/ui/load-failed';
import { useLoaded } from '@/components/ui/use-loaded';
import type { ApiError } from '@/lib/client/api-error';
import type { Customer } from '@/lib/contracts/customer';
import { useWantedDraft } from './kept-drafts';

const loadDialog = () => import('./edit-contact-dialog').then((module) => module.EditContactDialog);

interface EditContactProps {
  uuid: string;
  /** `undefined` until Sentinel has answered: a correction must start from the contact that Sentinel holds. */
  customer: Customer | undefined;
  onError: (error: ApiError) => void;
}

/**
 * The button and its dialog. The dialog's code loads when the pointer or the focus reaches the button. A click, or the
 * key `e`, that comes before Sentinel's answer waits for the answer; Escape ends the wait.
 */
export function EditContact({ uuid, customer, onError }: EditContactProps) {
  const [wanted, setWanted] = useState(false);
  const [failed, setFailed] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const [EditContactDialog, fetchIt] = useLoaded(loadDialog);
  const waiting = wanted && !(customer && EditContactDialog);
  const open = () => {
    setWanted(true);
    void fetchIt().then((worked) => {
      setFailed(!worked);
      if (!worked) setWanted(false);
    });
  };
  const again = useWantedDraft(uuid);
  const openAgain = useEffectEvent(open);
  useEffect(() => {
    if (again) openAgain();
  }, [again]);
  usePageKeys((event) => {
    if (event.key === 'Escape' && waiting) {
      setWanted(false);
      return true;
    }
    if (event.key !== 'e') return false;
    open();
    return true;
  });
  return (
    <>
      {failed && <LoadFailed />}
      <Button
        ref={button}
        size="sm"
        loading={waiting}
        title="Edit contact (e)"
        onClick={open}
        onPointerEnter={() => void fetchIt()}
        onFocus={() => void fetchIt()}
      >
        <Pencil aria-hidden />
        Edit contact
      </Button>
      {wanted && customer && EditContactDialog && (
        <EditContactDialog customer={customer} returnTo={button} onClose={() => setWanted(false)} onError={onError} />
      )}
    </>
  );
}
