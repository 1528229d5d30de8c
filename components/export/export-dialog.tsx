'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Address } from '@/components/address/customers-address';
import { readView } from '@/components/address/filter-codec';
import { exportCustomers } from '@/lib/client/export';
import { countsQuery } from '@/lib/client/search';
import { EXPORT_COLUMNS, type ExportColumn } from '@/lib/contracts/search';
import { EXPORT_LABELS, exportSummary } from '@/lib/words/export-columns';
import { ExportFrame } from './export-frame';

/**
 * Exports the customers that the page shows, from all its pages, as a CSV file. Mounted while the dialog is open. Another
 * view under the dialog closes it, so that it never exports anything else than the page shows.
 */
export function ExportDialog({ address, onClose }: { address: Address; onClose: () => void }) {
  const { text } = address.entry;
  const [query] = useState(() => {
    const { filters, sort } = readView(address.search);
    return { ...(text !== '' && { text }), filters, ...(sort && { sort }) };
  });
  const counts = useQuery(countsQuery(query));
  const [chosen, setChosen] = useState<ReadonlySet<ExportColumn>>(() => new Set(EXPORT_COLUMNS));
  const columns = useMemo(() => EXPORT_COLUMNS.filter((column) => chosen.has(column)), [chosen]);
  const toggle = (column: ExportColumn) => {
    const next = new Set(chosen);
    if (!next.delete(column)) next.add(column);
    setChosen(next);
  };
  return (
    <ExportFrame
      title="Export customers"
      description={exportSummary(counts.data)}
      directory={counts.data?.directory}
      ready={columns.length > 0}
      hasMoments={columns.includes('updatedAt')}
      receive={(asked) => (options) => exportCustomers({ ...query, columns, ...asked }, options)}
      onClose={onClose}
    >
      {(running) => (
        <fieldset disabled={running}>
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
      )}
    </ExportFrame>
  );
}
