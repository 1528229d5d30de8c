'use client';

import { useEffect, useRef, useState } from 'react';
import { useStepUp } from '@/components/shell/step-up';
import { ApiError } from '@/lib/client/api-error';
import { type ExportRequest, exportAudit } from '@/lib/client/audit';

export type ExportState =
  | { phase: 'idle' }
  | { phase: 'running'; bytes: number }
  | { phase: 'failed'; error: ApiError };

/** One export, from asked for to saved. Stopping it, or leaving, leaves no half file behind. */
export function useExport(onSaved: (name: string) => void) {
  const [state, setState] = useState<ExportState>({ phase: 'idle' });
  const { withStepUp, stepUp } = useStepUp();
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (what: ExportRequest) => {
    if (running.current) return;
    const mine = new AbortController();
    running.current = mine;
    setState({ phase: 'running', bytes: 0 });
    try {
      const onBytes = (bytes: number) => setState({ phase: 'running', bytes });
      const { file, name } = await withStepUp(() => exportAudit(what, mine.signal, onBytes));
      save(file, name);
      onSaved(name);
      setState({ phase: 'idle' });
    } catch (reason) {
      const error = asApiError(reason);
      // Whoever declines to prove who they are has changed their mind.
      const dropped = mine.signal.aborted || error.code === 'step_up_required';
      setState(dropped ? { phase: 'idle' } : { phase: 'failed', error });
    } finally {
      running.current = null;
    }
  };
  return { state, stepUp, start: (what: ExportRequest) => void start(what), stop: () => running.current?.abort() };
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
