'use client';

import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Ltr } from '@/components/ui/ltr';
import { Progress } from '@/components/ui/progress';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import type { ExportRequest } from '@/lib/client/audit';
import { size } from '@/lib/words/audit-details';
import { dayEnd, dayStart } from '@/lib/words/audit-time';
import { parseDay } from './audit-parsers';
import { useExport } from './use-export';

export interface ExportDialogProps {
  /** The days that the page is filtered by, to start with. */
  from: string | null;
  to: string | null;
  onClose: () => void;
}

const FORMATS: readonly { value: ExportRequest['format']; label: string }[] = [
  { value: 'jsonl', label: 'JSON Lines, for machines' },
  { value: 'csv', label: 'CSV, for spreadsheets' },
];

/** Which days, in which form. Mounted while it is open. */
export function ExportDialog({ onClose, ...days }: ExportDialogProps) {
  const toast = useToast();
  const [from, setFrom] = useState(days.from ?? '');
  const [to, setTo] = useState(days.to ?? '');
  const [format, setFormat] = useState<ExportRequest['format']>('jsonl');
  const { state, start, stop, stepUp } = useExport((name) => {
    toast({ title: 'Audit log exported', description: name, tone: 'good' });
    onClose();
  });
  const running = state.phase === 'running';
  const turned = from !== '' && to !== '' && from > to;
  const begin = () =>
    start({
      format,
      ...(parseDay(from) !== null && { from: dayStart(from) }),
      ...(parseDay(to) !== null && { to: dayEnd(to) }),
    });

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
        {state.phase === 'failed' && (
          <Alert title="The audit log could not be exported.">
            {state.error.message}
            {state.error.details.requestId && (
              <span className="block text-muted text-xs">
                Request <Ltr>{state.error.details.requestId}</Ltr>
              </span>
            )}
          </Alert>
        )}
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
              <span className="text-muted tabular-nums">{size(state.bytes)} received</span>
            </div>
          )}
        </div>
      </div>
      {stepUp}
    </Dialog>
  );
}
