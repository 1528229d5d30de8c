'use client';

import { useEffect, useRef, useState } from 'react';
import { useStepUp } from '@/components/shell/step-up';
import { ApiError } from '@/lib/client/api-error';
import { type ExportProgress, exportCustomers } from '@/lib/client/export';
import type { ExportColumn, SearchQuery } from '@/lib/contracts/search';

export type ExportState =
  | { kind: 'idle' }
  | { kind: 'running'; progress: ExportProgress | null }
  | { kind: 'saved'; progress: ExportProgress }
  | { kind: 'cancelled' }
  | { kind: 'failed'; message: string };

/**
 * One export from pressing the button to the saved file. Leaving the dialog cancels it. `stepUp` has to be drawn: it asks
 * who sits here where that was proved too long ago.
 */
export function useExport(query: SearchQuery) {
  const [state, setState] = useState<ExportState>({ kind: 'idle' });
  const { withStepUp, stepUp } = useStepUp();
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (columns: ExportColumn[]) => {
    if (running.current) return;
    const abort = new AbortController();
    running.current = abort;
    let progress: ExportProgress = { rows: 0, of: 0, matches: 0 };
    setState({ kind: 'running', progress: null });
    try {
      const onProgress = (now: ExportProgress) => {
        progress = now;
        setState({ kind: 'running', progress });
      };
      const file = await withStepUp(() => exportCustomers({ ...query, columns }, { signal: abort.signal, onProgress }));
      save(file, `customers-${new Date().toISOString().slice(0, 10)}.csv`);
      setState({ kind: 'saved', progress });
    } catch (reason) {
      const declined = reason instanceof ApiError && reason.code === 'step_up_required';
      if (abort.signal.aborted || declined) setState({ kind: 'cancelled' });
      else setState({ kind: 'failed', message: reason instanceof ApiError ? reason.message : 'Try again.' });
    } finally {
      running.current = null;
    }
  };
  return { state, start, stepUp, cancel: () => running.current?.abort() };
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken it over by the next turn; until it is let go the file stays in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
