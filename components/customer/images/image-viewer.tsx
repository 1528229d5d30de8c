'use client';

import { type KeyboardEvent, useReducer } from 'react';
import { useClosesWithView } from '@/components/address/use-closes-with-view';
import { useViewer } from '@/components/shell/viewer-context';
import { FullDialog } from '@/components/ui/full-dialog';
import { Select } from '@/components/ui/select';
import type { VisiblePicture } from './image-groups';
import { ImageStage } from './image-stage';
import { FIT, panBy, rotate, type View, ZOOM_STEP, zoomBy } from './view';
import { type ViewerCommand, viewerCommand } from './viewer-keys';
import { activePane, startWith, type ViewerAction, type ViewerState, viewerStep } from './viewer-state';
import { ViewerToolbar } from './viewer-toolbar';
import { Watermark } from './watermark';

interface ImageViewerProps {
  all: readonly VisiblePicture[];
  first: string;
  shownAt: number;
  returnTo: HTMLElement | null;
  onClose: () => void;
}

const PANE_LABELS = ['First image', 'Second image'] as const;

/** The images in full size, one at a time or two side by side. */
export function ImageViewer({ all, first, shownAt, returnTo, onClose }: ImageViewerProps) {
  useClosesWithView(onClose);
  const viewer = useViewer();
  const [state, dispatch] = useReducer(
    (from: ViewerState, action: ViewerAction) => viewerStep(from, action, all),
    first,
    startWith,
  );
  const comparing = state.panes.length === 2;
  const current = activePane(state);
  const position = all.findIndex(({ id }) => id === current.id);
  const look = (change: (view: View) => View) => dispatch({ type: 'look', pane: state.active, change });

  const run = (command: ViewerCommand) => {
    switch (command.do) {
      case 'zoom':
        return look((view) => zoomBy(view, command.direction === 1 ? ZOOM_STEP : 1 / ZOOM_STEP));
      case 'pan':
        return look((view) => panBy(view, command));
      case 'fit':
        return look((view) => ({ ...FIT, turns: view.turns }));
      case 'rotate':
        return look(rotate);
      case 'step':
        return dispatch({ type: 'step', by: command.by });
      case 'compare':
        return dispatch({ type: 'compare' });
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // The image list of a pane uses arrows and letters itself.
    if (event.target instanceof HTMLSelectElement) return;
    const command = viewerCommand(event, getComputedStyle(event.currentTarget).direction === 'rtl');
    if (!command) return;
    event.preventDefault();
    run(command);
  };

  return (
    <FullDialog title="Image viewer" onClose={onClose} onKeyDown={onKeyDown} returnTo={returnTo}>
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b py-2 ps-4 pe-2">
        <p role="status" className="min-w-0 truncate">
          <span className="font-medium">{all[position]?.label}</span>
          <span className="text-muted">{` · ${position + 1} of ${all.length}`}</span>
        </p>
        <ViewerToolbar
          zoom={current.view.zoom}
          comparing={comparing}
          canCompare={all.length > 1}
          canStep={all.length > 1}
          onZoom={(direction) => run({ do: 'zoom', direction })}
          onRotate={() => run({ do: 'rotate' })}
          onFit={() => run({ do: 'fit' })}
          onStep={(by) => run({ do: 'step', by })}
          onCompare={() => run({ do: 'compare' })}
          onClose={onClose}
        />
      </header>
      <div className="flex min-h-0 flex-1 gap-2 p-2 max-sm:flex-col">
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
                active={comparing ? state.active === which : null}
                onActivate={() => dispatch({ type: 'activate', pane: which })}
              >
                <Watermark name={viewer.name} email={viewer.email} at={shownAt} />
              </ImageStage>
            </div>
          );
        })}
      </div>
    </FullDialog>
  );
}
