'use client';

import { lazy, Suspense, useState } from 'react';
import { byGroup, groupLabel, isVisible, pictures } from './image-groups';
import type { RevealedImages } from './reveal-state';
import { Thumbnail } from './thumbnail';

const ImageViewer = lazy(() => import('./image-viewer').then((module) => ({ default: module.ImageViewer })));

/** Every image that Sentinel sent, grouped and labelled. Holds the viewer, which so closes when the images hide. */
export function ImageStrip({ shown }: { shown: RevealedImages }) {
  const [open, setOpen] = useState<{ id: string; from: HTMLElement } | null>(null);
  const all = pictures(shown.manifest.images, shown.urls);
  return (
    <>
      <div className="flex flex-col gap-4">
        {byGroup(all).map(([group, members]) => (
          <div key={group}>
            <h3 className="mb-1.5 text-muted text-xs">{groupLabel(group)}</h3>
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-3">
              {members.map((picture) => (
                <li key={picture.id}>
                  <Thumbnail picture={picture} onOpen={(id, from) => setOpen({ id, from })} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      {open && (
        <Suspense>
          <ImageViewer
            all={all.filter(isVisible)}
            first={open.id}
            shownAt={shown.shownAt}
            returnTo={open.from}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      )}
    </>
  );
}
