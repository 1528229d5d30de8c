'use client';

import { useEffect, useRef, useState } from 'react';
import { ApiError } from '@/lib/client/api-error';
import { type ExportRequest, exportAudit } from '@/lib/client/audit';

export type ExportState =
  | { phase: 'idle' }
  | { phase: 'running'; bytes: number }
  | { phase: 'failed'; error: ApiError };

/** One export, from asked for to saved. Stopping it, or leaving, leaves no half file behind. */
export function useExport(onSaved: (name: string) => void) {
  const [state, setState] = useState<ExportState>({ phase: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (what: ExportRequest) => {
    if (running.current) return;
    const mine = new AbortController();
    running.current = mine;
    setState({ phase: 'running', bytes: 0 });
    try {
      const { file, name } = await exportAudit(what, mine.signal, (bytes) => setState({ phase: 'running', bytes }));
      save(file, name);
      onSaved(name);
      setState({ phase: 'idle' });
    } catch (reason) {
      setState(mine.signal.aborted ? { phase: 'idle' } : { phase: 'failed', error: asApiError(reason) });
    } finally {
      running.current = null;
    }
  };
  return { state, start: (what: ExportRequest) => void start(what), stop: () => running.current?.abort() };
}

/** Long enough for a browser to have begun reading it, ms. */
const KEEP_FOR = 60_000;

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_FOR);
}

function asApiError(reason: unknown): ApiError {
  if (reason instanceof ApiError) return reason;
  return new ApiError('internal', 'The export did not arrive whole. Nothing was saved.', 0);
}
