'use client';

import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import type { Picture } from './image-groups';

const TILE =
  'relative flex aspect-[4/3] w-full items-center justify-center overflow-hidden rounded-sm border bg-sunken';
const UNREADABLE = 'The browser can’t read this image.';

interface ThumbnailProps {
  picture: Picture;
  onOpen: (id: string, from: HTMLElement) => void;
}

/** A labelled image that opens the viewer, or the reason why the image cannot be shown. */
export function Thumbnail({ picture, onOpen }: ThumbnailProps) {
  const { id, label, url, reason } = picture;
  const [broken, setBroken] = useState(false);
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
          onError={() => setBroken(true)}
          className="size-full object-contain"
        />
      </button>
      {/* The button has this name already. */}
      <figcaption aria-hidden className="truncate text-xs" title={label}>
        {label}
      </figcaption>
    </figure>
  );
}
