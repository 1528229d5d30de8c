'use client';

import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Address } from '@/components/address/customers-address';
import { readView } from '@/components/address/filter-codec';
import { useClosesWithView } from '@/components/address/use-closes-with-view';
import { type DownloadState, useDownload } from '@/components/shell/use-download';
import { usePurpose } from '@/components/shell/use-purpose';
import { useViewer } from '@/components/shell/viewer-context';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Dialog } from '@/components/ui/dialog';
import { type ExportProgress, exportCustomers } from '@/lib/client/export';
import { countsQuery } from '@/lib/client/search';
import { type Coverage, type CoverageGap, coverageOf, openGaps } from '@/lib/contracts/coverage';
import type { DirectoryStatus } from '@/lib/contracts/directory';
import { EXPORT_COLUMNS, type ExportColumn } from '@/lib/contracts/search';
import { ACCEPT_GAPS, coverageSentences } from '@/lib/words/coverage';
import { EXPORT_LABELS, exportSummary } from '@/lib/words/export-columns';
import { timesHere } from '@/lib/words/time-zones';
import { coverageIn, ExportOutcome } from './export-outcome';

/**
 * Exports the customers that the page shows, from all its pages, as a CSV file. Mounted while the dialog is open. Another
 * view under the dialog closes it, so that it never exports anything else than the page shows.
 */
export function ExportDialog({ address, onClose }: { address: Address; onClose: () => void }) {
  const { text } = address.entry;
  useClosesWithView(onClose);
  const [query] = useState(() => {
    const { filters, sort } = readView(address.search);
    return { ...(text !== '' && { text }), filters, ...(sort && { sort }) };
  });
  const counts = useQuery(countsQuery(query));
  const [chosen, setChosen] = useState<ReadonlySet<ExportColumn>>(() => new Set(EXPORT_COLUMNS));
  const columns = useMemo(() => EXPORT_COLUMNS.filter((column) => chosen.has(column)), [chosen]);
  const { state, start, stop, stepUp } = useDownload<ExportProgress>();
  const running = state.phase === 'running';
  const { why, complain, fields } = usePurpose(useViewer().purposes ?? [], running);
  const [accepted, setAccepted] = useState<readonly CoverageGap[]>([]);
  const coverage = useCoverage(counts.data?.directory, state);
  const open = coverage === null ? [] : openGaps(coverage, accepted);
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
      description={<bdi>{exportSummary(counts.data)}</bdi>}
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
                disabled={columns.length === 0 || open.length > 0}
                onClick={() =>
                  why === null
                    ? complain()
                    : start((options) => exportCustomers({ ...query, columns, accepts: [...accepted], why }, options))
                }
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
        {!off && fields}
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
              Exporting is recorded, with the purpose, the filters and the number of rows. The file holds personal data:
              keep it only as long as you need it.
            </bdi>
          </p>
        )}
        {/* Always rendered, because a live region announces only changes. */}
        <div aria-live="polite" className="empty:hidden">
          {!off && coverage !== null && coverage.gaps.length > 0 && (
            <CoverageQuestion
              coverage={coverage}
              accepted={open.length === 0}
              disabled={running}
              onAccept={(yes) => setAccepted(yes ? coverage.gaps : [])}
            />
          )}
        </div>
        <ExportOutcome state={state} />
      </div>
      {stepUp}
    </Dialog>
  );
}

/**
 * What the file would lack, as far as it is known: the server's refusal, which saw the rows, and before that the state
 * of the directory that came with the counts.
 */
function useCoverage(directory: DirectoryStatus | undefined, state: DownloadState<ExportProgress>): Coverage | null {
  const [now] = useState(() => new Date());
  const [refused, setRefused] = useState<Coverage | null>(null);
  const said = state.phase === 'failed' ? coverageIn(state.error) : null;
  // Kept while the export that accepts it runs.
  if (said !== null && said !== refused) setRefused(said);
  return refused ?? (directory === undefined ? null : coverageOf(directory, now));
}

interface CoverageQuestionProps {
  coverage: Coverage;
  accepted: boolean;
  disabled: boolean;
  onAccept: (accepted: boolean) => void;
}

/** Says what the file would lack, and asks whether to go on. A gap that appears later takes the answer back. */
function CoverageQuestion({ coverage, accepted, disabled, onAccept }: CoverageQuestionProps) {
  return (
    <Alert tone="attention" role="group">
      {coverageSentences(coverage).map((sentence) => (
        <span key={sentence} className="block">
          {sentence}
        </span>
      ))}
      <label className="mt-2 flex items-start gap-2 font-medium">
        <input
          type="checkbox"
          checked={accepted}
          disabled={disabled}
          onChange={(event) => onAccept(event.target.checked)}
          className="mt-0.5 size-3.5 accent-accent"
        />
        {ACCEPT_GAPS}
      </label>
    </Alert>
  );
}
