'use client';

import { Pencil } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';
import { Button } from '@/components/ui/button';
import type { ApiError } from '@/lib/client/api-error';
import type { Customer } from '@/lib/contracts/customer';

const loadDialog = () => import('./edit-contact-dialog');
const EditContactDialog = lazy(() => loadDialog().then((module) => ({ default: module.EditContactDialog })));

interface EditContactProps {
  /** `undefined` until Sentinel has answered: a correction must start from the contact that Sentinel holds. */
  customer: Customer | undefined;
  onError: (error: ApiError) => void;
}

/** The button and its dialog. The dialog's code loads when the pointer or the focus reaches the button. */
export function EditContact({ customer, onError }: EditContactProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const prepare = () => void loadDialog().catch(() => undefined);
  usePageKeys((event) => {
    if (event.key !== 'e' || !customer) return false;
    setOpen(true);
    return true;
  });
  return (
    <>
      <Button
        ref={button}
        size="sm"
        disabled={!customer}
        title="Edit contact (e)"
        onClick={() => setOpen(true)}
        onPointerEnter={prepare}
        onFocus={prepare}
      >
        <Pencil aria-hidden />
        Edit contact
      </Button>
      {open && customer && (
        <Suspense>
          <EditContactDialog customer={customer} returnTo={button} onClose={() => setOpen(false)} onError={onError} />
        </Suspense>
      )}
    </>
  );
}
