'use client';

import { Link2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { useLoaded } from '@/components/ui/use-loaded';

const loadDialog = () => import('./link-dialog').then((module) => module.LinkDialog);

/** The button and what it opens; the dialog's code comes when somebody is about to press. */
export function CreateLink({ uuid, name, small }: { uuid: string; name: string; small?: boolean }) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [Dialog, fetchIt] = useLoaded(loadDialog);
  return (
    <>
      <Button
        ref={button}
        size="sm"
        {...(small && { 'aria-label': `Create verification link for ${name}` })}
        onPointerEnter={() => void fetchIt()}
        onFocus={() => void fetchIt()}
        onClick={() => void fetchIt().then(setOpen)}
      >
        <Link2 aria-hidden />
        {small ? 'Link' : 'Create verification link'}
      </Button>
      {open && Dialog && <Dialog uuid={uuid} name={name} returnTo={button} onClose={() => setOpen(false)} />}
    </>
  );
}
