'use client';

import { useState } from 'react';
import type { DownloadState } from '@/components/shell/use-download';
import { Alert } from '@/components/ui/alert';
import type { ExportProgress } from '@/lib/client/export';
import { type Coverage, coverageOf } from '@/lib/contracts/coverage';
import type { DirectoryStatus } from '@/lib/contracts/directory';
import { ACCEPT_GAPS, coverageSentences } from '@/lib/words/coverage';
import { coverageIn } from './export-outcome';

/**
 * What the file would lack, as far as it is known: the server's refusal, which saw the rows, and before that the state
 * of the directory that came with the counts.
 */
export function useCoverage(
  directory: DirectoryStatus | undefined,
  state: DownloadState<ExportProgress>,
): Coverage | null {
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
export function CoverageQuestion({ coverage, accepted, disabled, onAccept }: CoverageQuestionProps) {
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
