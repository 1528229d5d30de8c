'use client';

import { useEffect, useRef, useState } from 'react';
import { ApiError } from '@/lib/client/api-error';
import { type ExportProgress, exportCustomers } from '@/lib/client/export';
import type { ExportColumn, SearchQuery } from '@/lib/contracts/search';

export type ExportState =
  | { kind: 'idle' }
  | { kind: 'running'; progress: ExportProgress | null }
  | { kind: 'saved'; progress: ExportProgress }
  | { kind: 'cancelled' }
  | { kind: 'failed'; message: string };

/** One export from pressing the button to the saved file. Leaving the dialog cancels it. */
export function useExport(query: SearchQuery) {
  const [state, setState] = useState<ExportState>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (columns: ExportColumn[]) => {
    if (running.current) return;
    const abort = new AbortController();
    running.current = abort;
    let progress: ExportProgress = { rows: 0, of: 0, matches: 0 };
    setState({ kind: 'running', progress: null });
    try {
      const file = await exportCustomers(
        { ...query, columns },
        {
          signal: abort.signal,
          onProgress: (now) => {
            progress = now;
            setState({ kind: 'running', progress });
          },
        },
      );
      save(file, `customers-${new Date().toISOString().slice(0, 10)}.csv`);
      setState({ kind: 'saved', progress });
    } catch (reason) {
      if (abort.signal.aborted) setState({ kind: 'cancelled' });
      else setState({ kind: 'failed', message: reason instanceof ApiError ? reason.message : 'Try again.' });
    } finally {
      running.current = null;
    }
  };
  return { state, start, cancel: () => running.current?.abort() };
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken it over by the next turn; until it is let go the file stays in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
