'use client';

import { EyeOff } from 'lucide-react';
import { useCan } from '@/components/shell/viewer-context';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import type { ApiError } from '@/lib/client/api-error';
import { formatClock } from '@/lib/words/format';
import { WAITING } from '@/lib/words/waiting';
import { ImageStrip } from './image-strip';
import { LockedImages } from './locked-images';
import { IMAGES_STAY, type RevealedImages } from './reveal-state';
import { useFocusRescue } from './use-focus-rescue';
import { useReveal } from './use-reveal';

interface ImagesPanelProps {
  uuid: string;
  /** Sentinel has failed to answer, and alone has the images. */
  away: boolean;
  onError: (error: ApiError) => void;
}

/** Locked until a person with the permission asks for the images. */
export function ImagesPanel(props: ImagesPanelProps) {
  if (useCan('images:view')) return <RevealPanel {...props} />;
  return (
    <Panel title="Images">
      <p className="py-2 text-center text-muted">
        <bdi>Your role may not view images.</bdi>
      </p>
    </Panel>
  );
}

function RevealPanel({ uuid, away, onError }: ImagesPanelProps) {
  const { state, stepUp, reveal, hide } = useReveal(uuid, onError);
  if (state.phase !== 'shown') {
    return (
      <Panel title="Images">
        {away && state.phase === 'locked' ? (
          <p className="py-2 text-center text-muted">
            <bdi>{WAITING.imagesWait}</bdi>
          </p>
        ) : (
          <LockedImages state={state} onReveal={reveal} />
        )}
        {stepUp}
      </Panel>
    );
  }
  return (
    <Panel
      title="Images"
      actions={
        <Button size="sm" onClick={hide}>
          <EyeOff aria-hidden />
          Hide images
        </Button>
      }
    >
      <ShownImages shown={state} onOriginals={() => reveal(false)} />
      {stepUp}
    </Panel>
  );
}

function ShownImages({ shown, onOriginals }: { shown: RevealedImages; onOriginals: () => void }) {
  const { images, optimized } = shown.manifest;
  const empty = images.length === 0;
  const ref = useFocusRescue<HTMLDivElement>(true);
  return (
    <div ref={ref} tabIndex={-1} className="flex flex-col gap-3 outline-none">
      {empty ? (
        <p className="py-2 text-center text-muted">
          {optimized
            ? 'Sentinel sent no smaller images of this customer.'
            : 'Sentinel holds no images of this customer.'}
        </p>
      ) : (
        <ImageStrip key={shown.shownAt} shown={shown} />
      )}
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-2 text-muted text-xs">
        <p role="status">
          <bdi>
            {empty
              ? ''
              : `${optimized ? 'Smaller images' : 'Originals'}, hidden again at ${formatClock(shown.shownAt + IMAGES_STAY)}.`}
          </bdi>
        </p>
        {optimized && (
          <Button size="sm" onClick={onOriginals}>
            Show originals
          </Button>
        )}
      </div>
    </div>
  );
}
