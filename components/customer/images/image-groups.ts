import type { ImageEntry, ImageGroup } from '@/lib/contracts/images';
import { documentLabel } from '@/lib/words/documents';

/** An image of the manifest. `url` is null when the image cannot be shown; `reason` then says why. */
export interface Picture {
  id: string;
  group: ImageGroup;
  label: string;
  url: string | null;
  reason: string | null;
}

/** A picture that the browser can show. */
export type VisiblePicture = Picture & { url: string };

/** The manifest lists the image, but its part is missing: the transfer broke. The image must not look absent. */
const LOST = 'This image did not arrive.';

export function pictures(entries: readonly ImageEntry[], urls: ReadonlyMap<string, string>): Picture[] {
  return entries.map((entry) => {
    const { id, group, label } = entry;
    const url = entry.shown ? (urls.get(id) ?? null) : null;
    return { id, group, label, url, reason: url !== null ? null : entry.shown ? LOST : entry.reason };
  });
}

export function isVisible(picture: Picture): picture is VisiblePicture {
  return picture.url !== null;
}

/** Groups in the order of their first picture. */
export function byGroup<P extends Pick<Picture, 'group'>>(all: readonly P[]): [group: ImageGroup, members: P[]][] {
  const groups = new Map<ImageGroup, P[]>();
  for (const picture of all) groups.set(picture.group, [...(groups.get(picture.group) ?? []), picture]);
  return [...groups];
}

export function groupLabel(group: ImageGroup): string {
  if (group === 'liveness') return 'Liveness';
  return group === 'reference' ? 'Reference face' : documentLabel(group);
}

/**
 * The two images to compare, starting from the current one: a face goes with a document's portrait, a document with the
 * face. Without such a partner, the current image goes with the next one. `null` when there is only one image.
 */
export function pairFor(current: string, all: readonly Pick<Picture, 'id' | 'group'>[]): [string, string] | null {
  const isFace = ({ group }: Pick<Picture, 'group'>) => group === 'reference' || group === 'liveness';
  const here = all.find(({ id }) => id === current);
  if (!here || all.length < 2) return null;
  if (isFace(here)) {
    // Ids are stable (lib/contracts/images.ts): the id of a portrait cut out of a document ends in `-portrait`.
    const portrait = all.find(({ id }) => id.endsWith('-portrait')) ?? all.find((one) => !isFace(one));
    if (portrait) return [current, portrait.id];
  } else {
    const face = all.find(({ group }) => group === 'reference') ?? all.find(isFace);
    if (face) return [face.id, current];
  }
  const other = all[(all.indexOf(here) + 1) % all.length];
  return other ? [current, other.id] : null;
}
