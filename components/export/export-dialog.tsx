'use client';

import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Address } from '@/components/address/customers-address';
import { readView } from '@/components/address/filter-codec';
import { useDownload } from '@/components/shell/use-download';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Dialog } from '@/components/ui/dialog';
import { type ExportProgress, exportCustomers } from '@/lib/client/export';
import { countsQuery } from '@/lib/client/search';
import { EXPORT_COLUMNS, type ExportColumn, type SearchCounts } from '@/lib/contracts/search';
import { EXPORT_LABELS } from '@/lib/words/export-columns';
import { totalText } from '@/lib/words/result-range';
import { timesHere } from '@/lib/words/time-zones';
import { ExportOutcome } from './export-outcome';

/** Exports the customers that the page shows, from all its pages, as a CSV file. Mounted while the dialog is open. */
export function ExportDialog({ address, onClose }: { address: Address; onClose: () => void }) {
  const { text } = address.entry;
  // The export has the query that the page showed when the dialog opened.
  const [query] = useState(() => {
    const { filters, sort } = readView(address.search);
    return { ...(text !== '' && { text }), filters, ...(sort && { sort }) };
  });
  const counts = useQuery(countsQuery(query));
  const [chosen, setChosen] = useState<ReadonlySet<ExportColumn>>(() => new Set(EXPORT_COLUMNS));
  const columns = useMemo(() => EXPORT_COLUMNS.filter((column) => chosen.has(column)), [chosen]);
  const { state, start, stop, stepUp } = useDownload<ExportProgress>();
  const running = state.phase === 'running';
  const off = counts.data?.directory.state === 'off';

  const toggle = (column: ExportColumn) => {
    const next = new Set(chosen);
    if (!next.delete(column)) next.add(column);
    setChosen(next);
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Export customers"
      description={<bdi>{summaryOf(counts.data)}</bdi>}
      keepOnOutsidePress
      footer={
        running ? (
          <Button onClick={stop}>Cancel</Button>
        ) : (
          <>
            <Button onClick={onClose}>Close</Button>
            {!off && (
              <Button
                variant="primary"
                disabled={columns.length === 0}
                onClick={() => start((options) => exportCustomers({ ...query, columns }, options))}
              >
                <Download aria-hidden />
                Export CSV
              </Button>
            )}
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        <fieldset disabled={running} className={cn(off && 'hidden')}>
          <legend className="mb-1 font-medium">Columns</legend>
          <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-3">
            {EXPORT_COLUMNS.map((column) => (
              <label key={column} className="flex h-8 items-center gap-2">
                <input
                  type="checkbox"
                  checked={chosen.has(column)}
                  onChange={() => toggle(column)}
                  className="size-3.5 accent-accent"
                />
                {EXPORT_LABELS[column]}
              </label>
            ))}
          </div>
        </fieldset>
        {columns.includes('updatedAt') && !off && (
          <p className="text-muted">
            <bdi>{timesHere()}</bdi>
          </p>
        )}
        {off ? (
          <Alert tone="attention" role="status">
            The directory is switched off: there is nothing to export from.
          </Alert>
        ) : (
          <p className="text-muted">
            <bdi>
              Exporting is recorded, with the filters and the number of rows. The file holds personal data: keep it only
              as long as you need it.
            </bdi>
          </p>
        )}
        <ExportOutcome state={state} />
      </div>
      {stepUp}
    </Dialog>
  );
}

function summaryOf(counts: SearchCounts | undefined): string {
  const total = totalText(counts);
  if (total === null) return 'Everything that the page’s search and filters match.';
  const match = counts?.total === 1 ? 'customer matches' : 'customers match';
  const asWritten = counts?.alike === 0 ? '' : ' Names that only sound alike are not in the file.';
  return `${total.replace(/^m/, 'M')} ${match} what the page shows.${asWritten}`;
}
