'use client';

import { Link2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { LoadFailed } from '@/components/ui/load-failed';
import { useLoaded } from '@/components/ui/use-loaded';

const loadDialog = () => import('./verification-link-dialog').then((module) => module.VerificationLinkDialog);

interface CreateLinkProps {
  uuid: string;
  name: string;
  /** In a row of a table. */
  small?: boolean;
  tabIndex?: number;
}

/** The button and its dialog. The dialog's code is fetched when the pointer or the focus reaches the button. */
export function CreateLink({ uuid, name, small, tabIndex }: CreateLinkProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const [Dialog, fetchIt] = useLoaded(loadDialog);
  const show = async () => {
    const worked = await fetchIt();
    setFailed(!worked);
    setOpen(worked);
  };
  return (
    <div className="relative flex flex-wrap items-center justify-end gap-2">
      {/* A table's row has no room for the message, so the message lies over the row. */}
      {failed && (
        <LoadFailed
          className={cn(
            small && 'absolute end-full z-10 me-2 w-60 rounded-md border border-line bg-surface px-2 py-0.5',
          )}
        />
      )}
      <Button
        ref={button}
        size="sm"
        tabIndex={tabIndex}
        {...(small && { 'aria-label': `Create verification link for ${name}` })}
        onPointerEnter={() => void fetchIt()}
        onFocus={() => void fetchIt()}
        onClick={() => void show()}
      >
        <Link2 aria-hidden />
        {small ? 'Link' : 'Create verification link'}
      </Button>
      {open && Dialog && <Dialog uuid={uuid} name={name} returnTo={button} onClose={() => setOpen(false)} />}
    </div>
  );
}
