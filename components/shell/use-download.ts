'use client';

import { type ReactNode, useState } from 'react';
import type { ApiError } from '@/lib/client/api-error';
import { AWAY_WORDS } from '@/lib/words/away';
import { useAway } from './use-away';
import { useCall } from './use-call';

/** `P` tells how far the download is. */
export type DownloadState<P> =
  | { phase: 'idle' }
  | { phase: 'running'; progress: P | null }
  | { phase: 'saved'; progress: P | null }
  | { phase: 'stopped' }
  | { phase: 'failed'; error: ApiError };

interface DownloadOptions<P> {
  signal: AbortSignal;
  onProgress: (progress: P) => void;
}

export interface Download<P> {
  state: DownloadState<P>;
  /** `receive` must return the whole file or throw. */
  start: (receive: (options: DownloadOptions<P>) => Promise<File>) => void;
  stop: () => void;
  stepUp: ReactNode;
}

/**
 * One download, from the button to the saved file. Stopping the download, or leaving, aborts the request, and nothing is
 * saved; then a notice says so, wherever the person is.
 */
export function useDownload<P>(onSaved?: (file: File) => void): Download<P> {
  const { send, stop, busy, error, stopped, stepUp } = useCall('The file did not arrive whole. Try again.');
  const { notice, notDone } = useAway();
  const [progress, setProgress] = useState<P | null>(null);
  const [saved, setSaved] = useState(false);
  const start: Download<P>['start'] = (receive) =>
    send(
      (signal) => {
        setProgress(null);
        setSaved(false);
        return receive({ signal, onProgress: setProgress });
      },
      (file) => {
        save(file);
        setSaved(true);
        onSaved?.(file);
      },
      undefined,
      {
        failed: (error) => {
          if (error === null) notice({ tone: 'neutral', title: AWAY_WORDS.exportStopped });
          else notDone(AWAY_WORDS.exportFailed, error);
        },
      },
    );
  return { state: stateOf<P>({ busy, progress, error, stopped, saved }), start, stop, stepUp };
}

interface Facts<P> {
  busy: boolean;
  progress: P | null;
  error: ApiError | null;
  stopped: boolean;
  saved: boolean;
}

function stateOf<P>({ busy, progress, error, stopped, saved }: Facts<P>): DownloadState<P> {
  if (busy) return { phase: 'running', progress };
  if (error) return { phase: 'failed', error };
  if (stopped) return { phase: 'stopped' };
  return saved ? { phase: 'saved', progress } : { phase: 'idle' };
}

/** How long the browser may take to start reading the file, ms. After that the file leaves this tab's memory. */
const KEEP_FOR = 60_000;

function save(file: File): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_FOR);
}
