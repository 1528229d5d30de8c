'use client';

import { Eye, Lock } from 'lucide-react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Ltr } from '@/components/ui/ltr';
import type { RevealPhase } from './reveal-state';
import { useFocusRescue } from './use-focus-rescue';

interface LockedImagesProps {
  state: Exclude<RevealPhase, { phase: 'shown' }>;
  onReveal: (optimized: boolean) => void;
}

/** Why the images have gone, where the person has not hidden them. */
const HIDDEN: Record<Extract<RevealPhase, { phase: 'locked' }>['why'], string> = {
  fresh: '',
  hidden: '',
  expired: 'Images were hidden after 5 minutes. ',
  'expired-kept': 'Images were hidden 5 minutes after you kept them. ',
  left: 'Images were hidden when you left the page. ',
};

/** No image is loaded. The buttons ask for them, and the desk records who asked. */
export function LockedImages({ state, onReveal }: LockedImagesProps) {
  const loading = state.phase === 'loading' ? state.optimized : null;
  const busy = loading !== null;
  const suggestsSmaller = state.phase === 'failed' && isTooLarge(state) && !state.optimized;
  const ref = useFocusRescue<HTMLDivElement>(state.phase !== 'locked' || state.why !== 'fresh');
  return (
    <div ref={ref} tabIndex={-1} className="flex flex-col items-center gap-3 py-4 text-center outline-none">
      <Lock aria-hidden strokeWidth={1.5} className="size-6 text-muted" />
      <p role="status">
        <bdi>
          {state.phase === 'locked' && HIDDEN[state.why]}
          {state.phase === 'failed' ? 'No images are shown.' : 'Images are not loaded. Showing them is recorded.'}
        </bdi>
      </p>
      {state.phase === 'failed' && (
        <Alert
          className="w-full text-start"
          title={isTooLarge(state) ? 'The images are too large.' : 'The images could not be loaded.'}
          actions={
            // Asking again would fail again: the button below asks for the smaller images.
            !isTooLarge(state) && (
              <Button size="sm" onClick={() => onReveal(state.optimized)}>
                Try again
              </Button>
            )
          }
        >
          {isTooLarge(state) && state.optimized
            ? 'Even the smaller images are larger than the desk can show. Look at them at Sentinel.'
            : state.error.message}
          {state.error.details.requestId && (
            <span className="block text-muted text-xs">
              Request <Ltr>{state.error.details.requestId}</Ltr>
            </span>
          )}
        </Alert>
      )}
      <div className="flex flex-wrap justify-center gap-2">
        <Button
          variant={suggestsSmaller ? 'secondary' : 'primary'}
          loading={loading === false}
          disabled={loading === true}
          onClick={() => onReveal(false)}
        >
          {loading !== false && <Eye aria-hidden />}
          Show images
        </Button>
        <Button
          variant={suggestsSmaller ? 'primary' : 'secondary'}
          loading={loading === true}
          disabled={loading === false}
          onClick={() => onReveal(true)}
        >
          Show smaller images
        </Button>
      </div>
      <span role="status" className="sr-only">
        {busy && 'Loading the images'}
      </span>
    </div>
  );
}

type Failed = Extract<RevealPhase, { phase: 'failed' }>;

function isTooLarge({ error }: Failed): boolean {
  return error.code === 'images_too_large';
}
