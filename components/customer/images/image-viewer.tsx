'use client';

import { type KeyboardEvent, useEffect, useEffectEvent, useReducer, useRef, useState } from 'react';
import { useClosesWithView } from '@/components/address/use-closes-with-view';
import { usePreferences } from '@/components/shell/preferences-context';
import { useViewer } from '@/components/shell/viewer-context';
import { FullDialog } from '@/components/ui/full-dialog';
import { Select } from '@/components/ui/select';
import type { OcrComparison } from '@/lib/kyc/ocr-compare';
import { positionText, VIEWER_WORDS as WORDS } from '@/lib/words/viewer';
import { byDocument, type VisiblePicture } from './image-groups';
import { ImageStage } from './image-stage';
import { type Keeping, TimeLeft } from './time-left';
import { actualSize, FIT, panBy, rotate, type View, ZOOM_STEP, zoomBy } from './view';
import { ViewerFields } from './viewer-fields';
import { type ViewerCommand, viewerCommand } from './viewer-keys';
import { activePane, startWith, type ViewerAction, type ViewerState, viewerStep } from './viewer-state';
import { ViewerToolbar } from './viewer-toolbar';
import { Watermark } from './watermark';

interface ImageViewerProps {
  all: readonly VisiblePicture[];
  first: string;
  /** The image beside it. */
  second?: string | undefined;
  shownAt: number;
  /** When the images hide, epoch ms. */
  until: number;
  keep: Keeping;
  /** The fields that were read on a document, beside those on file. */
  fieldsOf: (document: { type: string; place: number }) => readonly OcrComparison[];
  returnTo: HTMLElement | null;
  onClose: () => void;
}

const PANE_LABELS = [WORDS.first, WORDS.second] as const;

/** The images in full size, one at a time or two side by side. */
export function ImageViewer(props: ImageViewerProps) {
  const { all, shownAt, until, keep, fieldsOf, returnTo, onClose } = props;
  useClosesWithView(onClose);
  const viewer = useViewer();
  const singles = usePreferences().keys === 'on';
  const frame = useRef<HTMLDivElement>(null);
  const fits = useRef<[number, number]>([1, 1]);
  const [fields, setFields] = useState(false);
  const [state, dispatch] = useReducer(
    (from: ViewerState, action: ViewerAction) => viewerStep(from, action, all),
    props,
    startWith,
  );
  const comparing = state.panes.length === 2;
  const current = activePane(state);
  const position = all.findIndex(({ id }) => id === current.id);
  const look = (change: (view: View) => View) => dispatch({ type: 'look', pane: state.active, change });
  const lookAlone = (change: (view: View) => View) =>
    dispatch({ type: 'look', pane: state.active, change, alone: true });
  useLeavesFullScreen();
  const close = useEffectEvent(onClose);
  // Originals have come, and one of them cannot be shown: the page says why.
  const isGone = state.panes.some((pane) => all.every(({ id }) => id !== pane.id));
  useEffect(() => {
    if (isGone) close();
  }, [isGone]);

  const run = (command: ViewerCommand) => {
    switch (command.do) {
      case 'zoom':
        return look((view) => zoomBy(view, command.direction === 1 ? ZOOM_STEP : 1 / ZOOM_STEP));
      case 'pan':
        return look((view) => panBy(view, command));
      case 'fit':
        return look((view) => ({ ...FIT, turns: view.turns }));
      case 'actual-size':
        return lookAlone((view) => actualSize(view, fits.current[state.active]));
      case 'rotate':
        return lookAlone(rotate);
      case 'step':
        return dispatch({ type: 'step', by: command.by });
      case 'light':
        return dispatch({ type: 'light', of: command.of, direction: command.direction });
      case 'fields':
        return setFields((shown) => !shown);
      case 'full-screen':
        return toggleFullScreen(frame.current);
      case 'keep':
        return keep.ask();
      case 'none':
        return;
      default:
        return dispatch({ type: command.do });
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // The image list of a pane uses arrows and letters itself.
    if (event.target instanceof HTMLSelectElement) return;
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const command = viewerCommand(event.nativeEvent, isRtl, singles);
    if (!command) return;
    event.preventDefault();
    run(command);
  };

  return (
    <FullDialog title={WORDS.title} onClose={onClose} onKeyDown={onKeyDown} returnTo={returnTo}>
      {/* In a low window the tools take it all: the frame scrolls, and the image keeps a height. */}
      <div ref={frame} className="flex min-h-0 flex-1 flex-col bg-surface short:overflow-y-auto">
        <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b py-2 ps-4 pe-2">
          <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
            <p role="status" className="min-w-0 truncate">
              <span className="font-medium">{all[position]?.label}</span>{' '}
              <span className="text-muted">
                <bdi>{positionText(position, all.length)}</bdi>
              </span>
            </p>
            <TimeLeft until={until} keep={keep} hasKey />
          </div>
          <ViewerToolbar
            zoom={current.view.zoom}
            comparing={comparing}
            together={state.together}
            fields={fields}
            several={all.length > 1}
            run={run}
            onClose={onClose}
          />
        </header>
        <div className="flex min-h-0 flex-1 gap-2 p-2 max-sm:flex-col short:min-h-72 short:shrink-0">
          {state.panes.map((pane, index) => {
            const which = index === 0 ? 0 : 1;
            const picture = all.find(({ id }) => id === pane.id);
            if (!picture) return null;
            return (
              <div key={which} className="flex min-h-0 min-w-0 flex-1 flex-col gap-2">
                {comparing && (
                  <div>
                    <Select
                      label={PANE_LABELS[which]}
                      value={pane.id}
                      options={all.map(({ id, label }) => ({ value: id, label }))}
                      onValueChange={(id) => dispatch({ type: 'pick', pane: which, id })}
                      onFocus={() => dispatch({ type: 'activate', pane: which })}
                    />
                  </div>
                )}
                <ImageStage
                  key={picture.id}
                  picture={picture}
                  view={pane.view}
                  look={(change) => dispatch({ type: 'look', pane: which, change })}
                  onFit={(fit) => {
                    fits.current[which] = fit;
                  }}
                  light={state.light}
                  active={comparing ? state.active === which : null}
                  onActivate={() => dispatch({ type: 'activate', pane: which })}
                >
                  <Watermark name={viewer.name} email={viewer.email} at={shownAt} />
                </ImageStage>
              </div>
            );
          })}
          {fields && (
            <ViewerFields rows={fieldsOf(documentOf(all, [current.id, ...state.panes.map(({ id }) => id)]))} />
          )}
        </div>
      </div>
    </FullDialog>
  );
}

const NO_DOCUMENT = { type: '', place: 0 };

/** The document of the first image that belongs to one: beside a face, the other image says which. */
function documentOf(all: readonly VisiblePicture[], ids: readonly string[]): { type: string; place: number } {
  const { documents } = byDocument(all);
  const of = (id: string) =>
    documents.find(({ front, back, portrait, others }) =>
      [front, back, portrait, ...others].some((picture) => picture?.id === id),
    );
  return ids.map(of).find((document) => document !== undefined) ?? NO_DOCUMENT;
}

function toggleFullScreen(frame: HTMLElement | null): void {
  // A browser may refuse, on a phone for one: the dialog fills the window in any case.
  if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
  else void frame?.requestFullscreen?.().catch(() => {});
}

/** A viewer that closes by itself, when the images hide, must not leave an empty screen. */
function useLeavesFullScreen(): void {
  useEffect(
    () => () => {
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
    },
    [],
  );
}
