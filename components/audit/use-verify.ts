'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useViewer } from '@/components/shell/viewer-context';
import { ApiError } from '@/lib/client/api-error';
import { type Progress, verifyChain } from '@/lib/client/audit';
import type { ChainStatus } from '@/lib/contracts/audit';

export type VerifyState =
  | { phase: 'idle' }
  | { phase: 'running'; progress: Progress | null }
  | { phase: 'cancelled' }
  | { phase: 'failed'; error: ApiError }
  | { phase: 'done'; chain: ChainStatus; message: string };

/** A check of the whole chain, which its person may stop, and which stops when they leave. */
export function useVerify() {
  const client = useQueryClient();
  const { email } = useViewer();
  const [state, setState] = useState<VerifyState>({ phase: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const verify = async () => {
    if (running.current) return;
    const mine = new AbortController();
    running.current = mine;
    setState({ phase: 'running', progress: null });
    try {
      const { verdict, seq, message } = await verifyChain(mine.signal, (progress) =>
        setState({ phase: 'running', progress }),
      );
      setState({ phase: 'done', chain: { verdict, seq, at: new Date().toISOString(), by: email }, message });
      // The check is an event itself.
      void client.invalidateQueries({ queryKey: ['audit', 'page'] });
    } catch (reason) {
      setState(mine.signal.aborted ? { phase: 'cancelled' } : { phase: 'failed', error: asApiError(reason) });
    } finally {
      running.current = null;
    }
  };
  return { state, verify: () => void verify(), cancel: () => running.current?.abort() };
}

export type Verify = ReturnType<typeof useVerify>;

function asApiError(reason: unknown): ApiError {
  if (reason instanceof ApiError) return reason;
  return new ApiError('internal', 'The answer could not be read. Nothing is known.', 0);
}
