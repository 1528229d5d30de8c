'use client';

import { ImageOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { VIEWER_WORDS } from '@/lib/words/viewer';
import type { VisiblePicture } from './image-groups';
import { useStage } from './use-stage';
import type { View } from './view';
import type { Light } from './viewer-state';

interface ImageStageProps {
  picture: VisiblePicture;
  view: View;
  look: (change: (view: View) => View) => void;
  /** Told the scale at which the image fits its stage. */
  onFit: (fit: number) => void;
  light: Light;
  /** Whether this stage is the active one of two; `null` when there is one stage. */
  active: boolean | null;
  onActivate: () => void;
  /** Drawn over the image. */
  children: ReactNode;
}

/** One image that the person zooms, drags and turns. Mount a new stage for each image. */
export function ImageStage({ picture, view, look, onFit, light, active, onActivate, children }: ImageStageProps) {
  const { shown, scale, natural, stageProps, onLoad } = useStage(view, look, onFit);
  /** The address that could not be read: the original may come in the place of a smaller image. */
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const isPlain = light.brightness === 1 && light.contrast === 1;
  return (
    <div
      {...stageProps}
      onPointerDownCapture={onActivate}
      className={cn(
        'relative min-h-0 min-w-0 flex-1 touch-none select-none overflow-hidden rounded-sm bg-canvas',
        shown.zoom > 1 && 'cursor-grab active:cursor-grabbing',
      )}
    >
      {unreadable === picture.url ? (
        <p className="flex h-full flex-col items-center justify-center gap-2 text-muted">
          <ImageOff aria-hidden className="size-6" />
          {VIEWER_WORDS.unreadable(picture.label)}
        </p>
      ) : (
        // biome-ignore lint/performance/noImgElement: a blob of this page's own; the optimiser is off for good
        <img
          src={picture.url}
          alt={picture.label}
          draggable={false}
          decoding="async"
          onLoad={onLoad}
          onError={() => setUnreadable(picture.url)}
          // Physical offsets on purpose: images do not mirror in right-to-left layouts.
          style={{
            top: '50%',
            left: '50%',
            width: natural?.width,
            height: natural?.height,
            filter: isPlain ? undefined : `brightness(${light.brightness}) contrast(${light.contrast})`,
            transform: `translate(-50%, -50%) translate(${shown.x}px, ${shown.y}px) rotate(${shown.turns * 90}deg) scale(${scale ?? 1})`,
          }}
          className={cn('absolute max-w-none', scale === null && 'invisible')}
        />
      )}
      {children}
      {active && (
        <span aria-hidden className="pointer-events-none absolute inset-0 rounded-sm border-2 border-accent" />
      )}
    </div>
  );
}
