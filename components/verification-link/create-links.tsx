'use client';

import { Link2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';
import { useKeyHint } from '@/components/shell/key-hint';
import { Button } from '@/components/ui/button';
import { useDialogHost } from '@/components/ui/dialog-host';
import { LoadFailed } from '@/components/ui/load-failed';
import { type Opening, openings } from '@/components/ui/use-loaded';
import { BULK_LINK_WORDS } from '@/lib/words/bulk-links';
import { counted } from '@/lib/words/numbers';
import type { LinkCustomer } from './ask-links';

const loadDialog = () => import('./bulk-links-dialog').then((module) => module.BulkLinksDialog);

/** Fetches the code ahead. A failure counts when the dialog is wanted. */
const fetchAhead = () => void loadDialog().catch(() => {});

/** More at once would take minutes, and the links live for a short time. */
const MOST = 50;

interface CreateLinksProps {
  /** Each once. */
  customers: readonly LinkCustomer[];
  /** Called when the dialog closes after links were asked for. */
  onDone: () => void;
}

/** The button for several links, and its dialog, whose code is fetched when the pointer or the focus reaches the button. */
export function CreateLinks({ customers, onDone }: CreateLinksProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [dialog, show] = useDialogHost();
  const [failed, setFailed] = useState(false);
  const tooMany = customers.length > MOST;
  const opening = (): Opening => {
    const code = loadDialog().catch(() => null);
    const onClose = (any: boolean) => {
      show(null);
      if (any) onDone();
    };
    return {
      ready: code.then((Dialog) => {
        setFailed(Dialog === null);
        return Dialog !== null;
      }),
      // For these customers: the selection may change under the dialog, and this button may go.
      open: () =>
        void code.then((Dialog) =>
          show(Dialog && <Dialog customers={customers} returnTo={button} onClose={onClose} />),
        ),
    };
  };
  const hint = useKeyHint('createLinks');
  usePageKeys({ createLinks: () => tooMany || opening() });
  return (
    <>
      {failed && <LoadFailed />}
      <Button
        ref={button}
        {...hint(BULK_LINK_WORDS.action)}
        aria-disabled={tooMany}
        {...(tooMany && { title: counted(MOST, BULK_LINK_WORDS.tooMany) })}
        onPointerEnter={fetchAhead}
        onFocus={fetchAhead}
        onClick={() => tooMany || openings.expect(opening())}
      >
        <Link2 aria-hidden />
        {BULK_LINK_WORDS.action}
      </Button>
      {dialog}
    </>
  );
}
