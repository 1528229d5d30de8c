import type { ImageEntry, ImageGroup } from '@/lib/contracts/images';
import type { KnownDocument } from '@/lib/kyc/document-types';

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

/** The images of one document, by side. An image of another side stands among `others`. */
export interface DocumentPictures<P> {
  type: KnownDocument;
  /** Its place among the customer's documents of its type, from 0. */
  place: number;
  front: P | null;
  back: P | null;
  portrait: P | null;
  others: P[];
}

export interface Gallery<P> {
  documents: DocumentPictures<P>[];
  /** The face that portraits were matched with. */
  reference: P | null;
  /** Frames of the liveness check, and whatever belongs to no document. */
  others: P[];
}

/** Sorts the images by document. Ids are stable (`lib/contracts/images.ts`): `passport-front`, `passport-2-front`. */
export function byDocument<P extends Pick<Picture, 'id' | 'group'>>(all: readonly P[]): Gallery<P> {
  const documents = new Map<string, DocumentPictures<P>>();
  const others: P[] = [];
  let reference: P | null = null;
  for (const picture of all) {
    const { id, group } = picture;
    if (group === 'reference') reference ??= picture;
    if (group === 'reference' || group === 'liveness') {
      if (picture !== reference) others.push(picture);
      continue;
    }
    const [, copy, side = ''] = /^[^-]+(?:-(\d+))?-([^-]+)$/.exec(id) ?? [];
    const place = copy === undefined ? 0 : Number(copy) - 1;
    const key = `${group} ${place}`;
    const found = documents.get(key) ?? {
      ...{ type: group, place },
      ...{ front: null, back: null, portrait: null, others: [] },
    };
    documents.set(key, found);
    if ((side === 'front' || side === 'back' || side === 'portrait') && found[side] === null) found[side] = picture;
    else found.others.push(picture);
  }
  return { documents: [...documents.values()], reference, others };
}

/** The portrait of a document and the face that it was matched with; `null` where either cannot be shown. */
export function facePair(
  all: readonly Picture[],
  { type, place }: { type: KnownDocument; place: number },
): { first: string; second: string } | null {
  const { documents, reference } = byDocument(all.filter(isVisible));
  const portrait = documents.find((one) => one.type === type && one.place === place)?.portrait;
  return reference && portrait ? { first: reference.id, second: portrait.id } : null;
}
