import { Alert } from '@/components/ui/alert';
import { Progress } from '@/components/ui/progress';
import { formatCount } from '@/lib/words/ranges';
import type { ExportState } from './use-export';

/** How far the export is, or how it ended. */
export function ExportOutcome({ state }: { state: ExportState }) {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running': {
      const { rows, of } = state.progress ?? { rows: 0, of: 0 };
      const text = state.progress === null ? 'Starting…' : `${formatCount(rows)} of ${formatCount(of)} rows`;
      return (
        <div className="flex flex-col gap-1">
          <Progress label="Export" value={state.progress === null ? undefined : rows} max={of} />
          <p className="tabular-nums">{text}</p>
        </div>
      );
    }
    case 'saved': {
      const { rows, matches } = state.progress;
      const cut = matches > rows ? ` ${formatCount(matches)} match: the row limit left the others out.` : '';
      return (
        <Alert tone={cut === '' ? 'good' : 'attention'} role="status">
          {formatCount(rows)} {rows === 1 ? 'row was' : 'rows were'} saved.{cut}
        </Alert>
      );
    }
    case 'cancelled':
      return (
        <Alert tone="neutral" role="status">
          The export was cancelled. Nothing was saved.
        </Alert>
      );
    case 'failed':
      return <Alert title="The export did not work. Nothing was saved.">{state.message}</Alert>;
  }
}
