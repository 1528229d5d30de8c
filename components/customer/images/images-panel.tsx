'use client';

import { EyeOff } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { CallProblem } from '@/components/shell/call-problem';
import { usePageKeys } from '@/components/shell/hotkey';
import { useCan } from '@/components/shell/viewer-context';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { ApiError } from '@/lib/client/api-error';
import type { Customer } from '@/lib/contracts/customer';
import { formatClock } from '@/lib/words/format';
import { WAITING } from '@/lib/words/waiting';
import { useEvidence } from '../evidence';
import { ImageStrip } from './image-strip';
import { LockedImages } from './locked-images';
import type { RevealedImages, RevealPhase } from './reveal-state';
import { type Keeping, TimeLeft } from './time-left';
import { useFocusRescue } from './use-focus-rescue';
import { useReveal } from './use-reveal';

interface ImagesPanelProps {
  uuid: string;
  /** Sentinel has failed to answer, and alone has the images. */
  away: boolean;
  /** For the scores and fields beside the images; `undefined` until Sentinel has answered. */
  customer: Customer | undefined;
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

function RevealPanel({ uuid, away, customer, onError }: ImagesPanelProps) {
  const { state, stepUp, reveal, hide, keep } = useReveal(uuid, onError);
  const panel = useRef<HTMLDivElement>(null);
  const isFree = state.phase === 'locked' || state.phase === 'failed';
  const show = () => {
    panel.current?.scrollIntoView({ block: 'nearest' });
    if (isFree && !away) reveal(false);
  };
  useWantedFaces(state.phase, show);
  usePageKeys({
    images: () => {
      // The images' own part of the page has the key while they are shown.
      if (state.phase === 'shown') return false;
      show();
      return true;
    },
  });
  return (
    <div ref={panel} className="scroll-mt-16">
      <Shown {...{ state, stepUp, reveal, hide, keep, away, customer }} />
    </div>
  );
}

/** A failed face match elsewhere on the page leads here: the images are asked for, as by the button. */
function useWantedFaces(phase: RevealPhase['phase'], show: () => void): void {
  const { wanted, done } = useEvidence();
  const onWanted = useEffectEvent(show);
  useEffect(() => {
    if (wanted !== null) onWanted();
  }, [wanted]);
  const before = useRef(phase);
  useEffect(() => {
    // Nobody waits any longer: the call failed, or the person declined to say what it is for.
    if (before.current === 'loading' && (phase === 'failed' || phase === 'locked')) done();
    before.current = phase;
  }, [phase, done]);
}

type ShownProps = ReturnType<typeof useReveal> & Pick<ImagesPanelProps, 'away' | 'customer'>;

function Shown({ state, stepUp, reveal, hide, keep, away, customer }: ShownProps) {
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
      <ShownImages shown={state} customer={customer} keep={keep} onOriginals={() => reveal(false)} />
      {stepUp}
    </Panel>
  );
}

const ORIGINALS_FAILED = 'The originals could not be loaded.';

interface ShownImagesProps {
  shown: RevealedImages;
  customer: Customer | undefined;
  keep: Keeping;
  onOriginals: () => void;
}

function ShownImages({ shown, customer, keep, onOriginals }: ShownImagesProps) {
  const { images, optimized } = shown.manifest;
  const empty = images.length === 0;
  const ref = useFocusRescue<HTMLDivElement>(true);
  useEffect(() => {
    // The button that has asked for the originals is gone.
    if (!optimized && document.activeElement === document.body) ref.current?.focus({ preventScroll: true });
  }, [optimized, ref]);
  return (
    <div ref={ref} tabIndex={-1} className="flex flex-col gap-3 outline-none">
      {empty ? (
        <p className="py-2 text-center text-muted">
          {optimized
            ? 'Sentinel sent no smaller images of this customer.'
            : 'Sentinel holds no images of this customer.'}
        </p>
      ) : (
        <ImageStrip shown={shown} customer={customer} keep={keep} />
      )}
      {shown.others instanceof ApiError && <CallProblem title={ORIGINALS_FAILED} error={shown.others} />}
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-2 text-muted text-xs print:hidden">
        <p role="status">
          <bdi>
            {empty ? '' : `${optimized ? 'Smaller images' : 'Originals'}, hidden again at ${formatClock(shown.until)}.`}
          </bdi>
        </p>
        {!empty && <TimeLeft until={shown.until} keep={keep} />}
        {optimized && (
          <Button size="sm" loading={shown.others === 'asked'} onClick={onOriginals}>
            Show originals
          </Button>
        )}
      </div>
    </div>
  );
}
