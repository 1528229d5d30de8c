'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';
import { useKeyHint } from '@/components/shell/key-hint';
import { Button } from '@/components/ui/button';
import { useLoaded } from '@/components/ui/use-loaded';

const loadDialog = () => import('./export-dialog').then((module) => module.ExportDialog);

/** The button and what it opens; the dialog's code comes when somebody is about to press. */
export function ExportButton({ from, to }: { from: string | null; to: string | null }) {
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const [ExportDialog, fetchIt, askFor] = useLoaded(loadDialog);
  const show = () => void askFor(() => setOpen(true)).then((worked) => setFailed(!worked));
  const hint = useKeyHint('export');
  usePageKeys({
    export: () => {
      show();
      return true;
    },
  });
  return (
    <>
      {failed && (
        <span role="alert" className="self-center text-bad text-xs">
          <bdi>The dialog could not be loaded. Try again.</bdi>
        </span>
      )}
      <Button {...hint('Export')} onPointerEnter={() => void fetchIt()} onFocus={() => void fetchIt()} onClick={show}>
        <Download aria-hidden />
        Export
      </Button>
      {ExportDialog && open && <ExportDialog from={from} to={to} onClose={() => setOpen(false)} />}
    </>
  );
}
