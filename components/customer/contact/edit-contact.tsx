'use client';

import { Pencil } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';
import { useKeyHint } from '@/components/shell/key-hint';
import { useViewer } from '@/components/shell/viewer-context';
import { Button } from '@/components/ui/button';
import { LoadFailed } from '@/components/ui/load-failed';
import { type Opening, openings, useLoaded } from '@/components/ui/use-loaded';
import type { ApiError } from '@/lib/client/api-error';
import type { Customer } from '@/lib/contracts/customer';
import { contactDrafts } from './contact-drafts';

const loadDialog = () => import('./edit-contact-dialog').then((module) => module.EditContactDialog);

interface EditContactProps {
  uuid: string;
  /** `undefined` until Sentinel has answered: a correction must start from the contact that Sentinel holds. */
  customer: Customer | undefined;
  onError: (error: ApiError) => void;
}

/**
 * The button and its dialog. The dialog's code loads when the pointer or the focus reaches the button. A click, or the
 * key `e`, that comes before Sentinel's answer waits for the answer; Escape, and whatever the person turns to meanwhile,
 * ends the wait. The key `c` opens the dialog at the check of the caller.
 */
export function EditContact({ uuid, customer, onError }: EditContactProps) {
  const [wanted, setWanted] = useState<'form' | 'caller' | null>(null);
  const [failed, setFailed] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { callerCheck = 'off' } = useViewer();
  const checksCallers = callerCheck !== 'off';
  const [EditContactDialog, fetchIt] = useLoaded(loadDialog);
  const waiting = wanted !== null && !(customer && EditContactDialog);
  const open = (what: 'form' | 'caller' = 'form') => {
    setWanted(what);
    return fetchIt().then((worked) => {
      setFailed(!worked);
      if (!worked) setWanted(null);
      return worked;
    });
  };
  const opening = (what?: 'caller'): Opening => ({ ready: open(what), cancel: () => setWanted(null) });
  const again = contactDrafts.useWanted(uuid);
  const openAgain = useEffectEvent(open);
  useEffect(() => {
    if (again) void openAgain();
  }, [again]);
  usePageKeys({
    edit: () => opening(),
    ...(checksCallers && { checkCaller: () => opening('caller') }),
    close: () => {
      setWanted(null);
      return waiting;
    },
  });
  const hint = useKeyHint('edit');
  return (
    <>
      {failed && <LoadFailed />}
      <Button
        ref={button}
        size="sm"
        loading={waiting}
        {...hint('Edit contact')}
        onClick={() => openings.expect(opening())}
        onPointerEnter={() => void fetchIt()}
        onFocus={() => void fetchIt()}
      >
        <Pencil aria-hidden />
        Edit contact
      </Button>
      {wanted !== null && customer && EditContactDialog && (
        <EditContactDialog
          customer={customer}
          checkFirst={wanted === 'caller'}
          returnTo={button}
          onClose={() => setWanted(null)}
          onError={onError}
        />
      )}
    </>
  );
}
