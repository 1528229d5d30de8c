'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useLoaded } from '@/components/ui/use-loaded';

const loadDialog = () => import('./export-dialog').then((module) => module.ExportDialog);

/** The button and what it opens; the dialog's code comes when somebody is about to press. */
export function ExportButton({ from, to }: { from: string | null; to: string | null }) {
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const [ExportDialog, fetchIt] = useLoaded(loadDialog);
  const show = () =>
    void fetchIt().then((worked) => {
      setFailed(!worked);
      setOpen(worked);
    });
  return (
    <>
      {failed && (
        <span role="alert" className="self-center text-bad text-xs">
          The dialog could not be loaded. Try again.
        </span>
      )}
      <Button onPointerEnter={() => void fetchIt()} onFocus={() => void fetchIt()} onClick={show}>
        <Download aria-hidden />
        Export
      </Button>
      {ExportDialog && open && <ExportDialog from={from} to={to} onClose={() => setOpen(false)} />}
    </>
  );
}
