'use client';

import { ImageOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { VIEWER_WORDS } from '@/lib/words/viewer';
import type { Picture } from './image-groups';

const TILE =
  'relative flex aspect-[4/3] w-full items-center justify-center overflow-hidden rounded-sm border bg-sunken';
const UNREADABLE = 'The browser can’t read this image.';

interface ThumbnailProps {
  picture: Picture;
  onOpen: (id: string, from: HTMLElement) => void;
  /** Drawn over the image on paper. Without it the image stays off the paper. */
  mark: ReactNode;
}

/** A labelled image that opens the viewer, or the reason why the image cannot be shown. */
export function Thumbnail({ picture, onOpen, mark }: ThumbnailProps) {
  const { id, label, url, reason } = picture;
  /** The address that could not be read: the original may come in the place of a smaller image. */
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const broken = url !== null && url === unreadable;
  if (url === null || broken) {
    return (
      <figure className="flex flex-col gap-1">
        <div className={`${TILE} flex-col gap-1 border-line-strong border-dashed p-2 text-center text-muted text-xs`}>
          <ImageOff aria-hidden className="size-4 shrink-0" />
          <span className="line-clamp-4 wrap-anywhere">{broken ? UNREADABLE : reason}</span>
        </div>
        <figcaption className="truncate text-muted text-xs" title={label}>
          {label}
        </figcaption>
      </figure>
    );
  }
  return (
    <figure className="flex flex-col gap-1">
      <button
        type="button"
        className={`${TILE} border-line hover:border-line-strong`}
        onClick={(event) => onOpen(id, event.currentTarget)}
      >
        {/* biome-ignore lint/performance/noImgElement: a blob of this page's own; the optimiser is off for good */}
        <img
          src={url}
          alt={label}
          draggable={false}
          decoding="async"
          onError={() => setUnreadable(url)}
          data-unmarked={mark === null || undefined}
          className="size-full object-contain data-unmarked:print:hidden"
        />
        <span aria-hidden className="hidden print:contents">
          {mark ?? VIEWER_WORDS.unmarked}
        </span>
      </button>
      {/* The button has this name already. */}
      <figcaption aria-hidden className="truncate text-xs" title={label}>
        {label}
      </figcaption>
    </figure>
  );
}
