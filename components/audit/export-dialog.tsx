'use client';

import { useState } from 'react';
import { parseDay } from '@/components/address/audit-codec';
import { useClosesWithView } from '@/components/address/use-closes-with-view';
import { CallProblem } from '@/components/shell/call-problem';
import { useDownload } from '@/components/shell/use-download';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Progress } from '@/components/ui/progress';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import { type AuditExportRequest, exportAudit } from '@/lib/client/audit';
import { dayEnd, dayStart } from '@/lib/words/audit-time';
import { formatBytes } from '@/lib/words/numbers';
import { daysOfUtcFile } from '@/lib/words/time-zones';

interface ExportDialogProps {
  /** The days that the page is filtered by, to start with. */
  from: string | null;
  to: string | null;
  onClose: () => void;
}

const FORMATS: readonly { value: AuditExportRequest['format']; label: string }[] = [
  { value: 'jsonl', label: 'JSON Lines, for machines' },
  { value: 'csv', label: 'CSV, for spreadsheets' },
];

/** Which days, in which form. Mounted while it is open. */
export function ExportDialog({ onClose, ...days }: ExportDialogProps) {
  useClosesWithView(onClose);
  const toast = useToast();
  const [from, setFrom] = useState(days.from ?? '');
  const [to, setTo] = useState(days.to ?? '');
  const [format, setFormat] = useState<AuditExportRequest['format']>('jsonl');
  const { state, start, stop, stepUp } = useDownload<number>((file) => {
    toast({ title: 'Audit log exported', description: file.name, tone: 'good' });
    onClose();
  });
  const running = state.phase === 'running';
  const turned = from !== '' && to !== '' && from > to;
  const wanted: AuditExportRequest = {
    format,
    ...(parseDay(from) !== null && { from: dayStart(from) }),
    ...(parseDay(to) !== null && { to: dayEnd(to) }),
  };
  const begin = () => start(({ signal, onProgress }) => exportAudit(wanted, signal, onProgress));

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Export the audit log"
      description="The file names staff by e-mail and customers by id. That you export it is recorded."
      keepOnOutsidePress
      footer={
        <>
          <Button onClick={running ? stop : onClose}>{running ? 'Stop' : 'Cancel'}</Button>
          <Button variant="primary" disabled={turned} loading={running} onClick={begin}>
            Export
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {state.phase === 'failed' && <CallProblem title="The audit log could not be exported." error={state.error} />}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label="From"
            type="date"
            value={from}
            description="Empty: from the first event."
            onChange={(event) => setFrom(event.target.value)}
          />
          <Field
            label="To"
            type="date"
            value={to}
            description="Empty: up to now. The day is included."
            error={turned ? 'Must not be before the first day.' : undefined}
            onChange={(event) => setTo(event.target.value)}
          />
        </div>
        <p className="text-muted text-xs">
          <bdi>{daysOfUtcFile()}</bdi>
        </p>
        <div className="flex flex-col items-start gap-1">
          <span aria-hidden className="font-medium text-sm">
            Format
          </span>
          <Select label="Format" value={format} options={FORMATS} onValueChange={setFormat} />
        </div>
        <div role="status" className="min-h-6">
          {running && (
            <div className="flex items-center gap-3">
              <Progress label="Exporting" className="w-40" />
              <span className="text-muted tabular-nums">{formatBytes(state.progress ?? 0)} received</span>
            </div>
          )}
        </div>
      </div>
      {stepUp}
    </Dialog>
  );
}
