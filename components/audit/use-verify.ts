'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCall } from '@/components/shell/use-call';
import { useViewer } from '@/components/shell/viewer-context';
import type { ApiError } from '@/lib/client/api-error';
import { type VerifyProgress, verifyChain } from '@/lib/client/audit';
import type { ChainStatus } from '@/lib/contracts/audit';
import { chainFindingTexts, INTERRUPTED } from '@/lib/words/chain-finding';

interface Verified {
  chain: ChainStatus;
  /** What the check found, each in whole sentences. */
  messages: string[];
}

type VerifyState =
  | { phase: 'idle' }
  | { phase: 'running'; progress: VerifyProgress | null }
  | { phase: 'cancelled' }
  | { phase: 'failed'; error: ApiError }
  | ({ phase: 'done' } & Verified);

export interface Verify {
  state: VerifyState;
  verify: () => void;
  cancel: () => void;
}

/** A check of the whole chain. Cancelling the check, or leaving the page, ends the server's work. */
export function useVerify(): Verify {
  const client = useQueryClient();
  const { email, name } = useViewer();
  const { send, stop, busy, error, stopped } = useCall(INTERRUPTED.answer);
  const [progress, setProgress] = useState<VerifyProgress | null>(null);
  const [verified, setVerified] = useState<Verified | null>(null);

  const verify = () =>
    send(
      (signal) => {
        setProgress(null);
        setVerified(null);
        return verifyChain(signal, setProgress);
      },
      (checked) => {
        const { verdict, seq } = checked;
        setVerified({
          chain: { verdict, seq, at: new Date().toISOString(), by: email, byName: name },
          messages: chainFindingTexts(checked),
        });
        // The trail's newest page now shows the check itself.
        void client.invalidateQueries({ queryKey: ['audit', 'page'] });
      },
    );
  return { state: stateOf(), verify, cancel: stop };

  function stateOf(): VerifyState {
    if (busy) return { phase: 'running', progress };
    if (error) return { phase: 'failed', error };
    if (stopped) return { phase: 'cancelled' };
    return verified ? { phase: 'done', ...verified } : { phase: 'idle' };
  }
}
