'use client';

import { Download } from 'lucide-react';
import { type ReactNode, type SubmitEvent, useId, useState } from 'react';
import { useClosesWithView } from '@/components/address/use-closes-with-view';
import { useKeyHint } from '@/components/shell/key-hint';
import { type Download as Run, useDownload } from '@/components/shell/use-download';
import { usePurpose } from '@/components/shell/use-purpose';
import { useViewer } from '@/components/shell/viewer-context';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { sendByKey } from '@/components/ui/send-by-key';
import type { ExportProgress } from '@/lib/client/export';
import { type CoverageGap, openGaps } from '@/lib/contracts/coverage';
import type { DirectoryStatus } from '@/lib/contracts/directory';
import type { GivenPurpose } from '@/lib/contracts/purpose';
import { EXPORT_RECORDED } from '@/lib/words/export-columns';
import { timesHere } from '@/lib/words/time-zones';
import { CoverageQuestion, useCoverage } from './coverage-question';
import { ExportOutcome } from './export-outcome';

type Receive = Parameters<Run<ExportProgress>['start']>[0];

interface ExportFrameProps {
  title: string;
  description: string;
  /** Unknown until it has come with the counts. */
  directory: DirectoryStatus | undefined;
  /** Whether there is something to export: a column at least. */
  ready?: boolean;
  /** Whether the file has moments, which are written in the reader's time zone. */
  hasMoments: boolean;
  /** Makes the file. */
  receive: (asked: { accepts: CoverageGap[]; why: GivenPurpose }) => Receive;
  onClose: () => void;
  /** What the person chooses beside the purpose. @param running an export is under way: nothing may change */
  children?: (running: boolean) => ReactNode;
}

/**
 * The dialog of an export: purpose, gaps that the file may have, progress and outcome. Another view closes it. The purpose
 * comes first and has the focus.
 */
export function ExportFrame(props: ExportFrameProps) {
  const { directory, ready = true, hasMoments, receive, onClose, children } = props;
  useClosesWithView(onClose);
  const formId = useId();
  const hint = useKeyHint('send');
  const { state, start, stop, stepUp } = useDownload<ExportProgress>();
  const running = state.phase === 'running';
  const { why, complain, fields } = usePurpose(useViewer().purposes ?? [], running);
  const [accepted, setAccepted] = useState<readonly CoverageGap[]>([]);
  const coverage = useCoverage(directory, state);
  const open = coverage === null ? [] : openGaps(coverage, accepted);
  const off = directory?.state === 'off';
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (running || !ready || open.length > 0) return;
    if (why === null) complain();
    else start(receive({ accepts: [...accepted], why }));
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={props.title}
      description={<bdi>{props.description}</bdi>}
      keepOnOutsidePress
      footer={
        running ? (
          <Button onClick={stop}>Cancel</Button>
        ) : (
          <>
            <Button onClick={onClose}>Close</Button>
            {!off && (
              <Button
                variant="primary"
                type="submit"
                form={formId}
                {...hint('Export CSV')}
                disabled={!ready || open.length > 0}
              >
                <Download aria-hidden />
                Export CSV
              </Button>
            )}
          </>
        )
      }
    >
      <form id={formId} noValidate onSubmit={submit} onKeyDown={sendByKey} className="flex flex-col gap-4">
        {!off && fields}
        {!off && children?.(running)}
        {hasMoments && !off && (
          <p className="text-muted">
            <bdi>{timesHere()}</bdi>
          </p>
        )}
        {off ? (
          <Alert tone="attention" role="status">
            The directory is switched off: there is nothing to export from.
          </Alert>
        ) : (
          <p className="text-muted">
            <bdi>{EXPORT_RECORDED}</bdi>
          </p>
        )}
        {/* Always rendered, because a live region announces only changes. */}
        <div aria-live="polite" className="empty:sr-only">
          {!off && coverage !== null && coverage.gaps.length > 0 && (
            <CoverageQuestion
              coverage={coverage}
              accepted={open.length === 0}
              disabled={running}
              onAccept={(yes) => setAccepted(yes ? coverage.gaps : [])}
            />
          )}
        </div>
        <ExportOutcome state={state} />
      </form>
      {stepUp}
    </Dialog>
  );
}
