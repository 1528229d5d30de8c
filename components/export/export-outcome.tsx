import { CallProblem } from '@/components/shell/call-problem';
import type { DownloadState } from '@/components/shell/use-download';
import { Alert } from '@/components/ui/alert';
import { Progress } from '@/components/ui/progress';
import type { ExportProgress } from '@/lib/client/export';
import { rowsOf, rowsSaved } from '@/lib/words/amounts';
import { formatCount } from '@/lib/words/numbers';

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
          <p className="tabular-nums">{text}</p>
        </div>
      );
    }
    case 'saved': {
      const { rows, matches } = state.progress ?? { rows: 0, matches: 0 };
      const cut = matches > rows ? ` ${formatCount(matches)} match: the row limit left the others out.` : '';
      return (
        <Alert tone={cut === '' ? 'good' : 'attention'} role="status">
          {rowsSaved(rows)}
          {cut}
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
      return <CallProblem title="The export did not work. Nothing was saved." error={state.error} />;
  }
}
