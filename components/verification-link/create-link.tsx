'use client';

import { Link2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';
import { useKeyHint } from '@/components/shell/key-hint';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { useDialogHost } from '@/components/ui/dialog-host';
import { LoadFailed } from '@/components/ui/load-failed';
import { type Opening, openings } from '@/components/ui/use-loaded';

const loadDialog = () => import('./verification-link-dialog').then((module) => module.VerificationLinkDialog);

/** Fetches the code ahead. A failure counts when the dialog is wanted. */
const fetchAhead = () => void loadDialog().catch(() => {});

interface CreateLinkProps {
  uuid: string;
  name: string;
  /** In a row of a table. */
  small?: boolean;
  tabIndex?: number;
}

const PAGE_LABEL = 'Create verification link';

/** The button and its dialog. The dialog's code is fetched when the pointer or the focus reaches the button. */
export function CreateLink({ uuid, name, small, tabIndex }: CreateLinkProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [dialog, show] = useDialogHost();
  const [failed, setFailed] = useState(false);
  const hint = useKeyHint('link');
  const opening = () => {
    const code = loadDialog().catch(() => null);
    return {
      ready: code.then((Dialog) => {
        setFailed(Dialog === null);
        return Dialog !== null;
      }),
      open: () =>
        void code.then((Dialog) =>
          show(Dialog && <Dialog uuid={uuid} name={name} returnTo={button} onClose={() => show(null)} />),
        ),
    };
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
        {...(small ? { 'aria-label': `Create verification link for ${name}` } : hint(PAGE_LABEL))}
        onPointerEnter={fetchAhead}
        onFocus={fetchAhead}
        onClick={() => openings.expect(opening())}
      >
        <Link2 aria-hidden />
        {small ? 'Link' : PAGE_LABEL}
      </Button>
      {!small && <LinkKey onPress={opening} />}
      {dialog}
    </div>
  );
}

/** The key of a customer's page. A component, because the buttons of fifty rows must not listen. */
function LinkKey({ onPress }: { onPress: () => Opening }) {
  usePageKeys({ link: onPress });
  return null;
}
