import { CallProblem } from '@/components/shell/call-problem';
import type { DownloadState } from '@/components/shell/use-download';
import { Alert } from '@/components/ui/alert';
import { Progress } from '@/components/ui/progress';
import type { ApiError } from '@/lib/client/api-error';
import type { ExportProgress } from '@/lib/client/export';
import type { Coverage } from '@/lib/contracts/coverage';
import { cutOff, rowsOf, rowsSaved } from '@/lib/words/amounts';

/** How far the export is, or how it ended. */
export function ExportOutcome({ state }: { state: DownloadState<ExportProgress> }) {
  switch (state.phase) {
    case 'idle':
      return null;
    case 'running': {
      const { rows, of } = state.progress ?? { rows: 0, of: 0 };
      const text = state.progress === null ? 'Starting…' : rowsOf(rows, of);
      return (
        <div className="flex flex-col gap-1">
          <Progress label="Export" value={state.progress === null ? undefined : rows} max={of} />
          <p className="tabular-nums">
            <bdi>{text}</bdi>
          </p>
        </div>
      );
    }
    case 'saved': {
      const { rows, matches } = state.progress ?? { rows: 0, matches: 0 };
      const isCut = matches > rows;
      return (
        <Alert tone={isCut ? 'attention' : 'good'} role="status">
          {rowsSaved(rows)} {isCut && cutOff(matches)}
        </Alert>
      );
    }
    case 'stopped':
      return (
        <Alert tone="neutral" role="status">
          The export was cancelled. Nothing was saved.
        </Alert>
      );
    case 'failed':
      // The dialog asks about the coverage, and no file was begun.
      if (coverageIn(state.error) !== null) return null;
      return <CallProblem title="The export did not work. Nothing was saved." error={state.error} />;
  }
}

/** The coverage that the server wants to be accepted first; `null` for every other failure. */
export function coverageIn({ details: { problem } }: ApiError): Coverage | null {
  return problem?.code === 'incomplete' ? problem : null;
}
