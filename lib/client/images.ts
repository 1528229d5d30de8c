import { type ImageEntry, type ImageManifest, MANIFEST_PART } from '../contracts/images';
import type { GivenPurpose } from '../contracts/purpose';
import { api } from '../routes';
import { json, request } from './request';

/** The manifest, and each shown image as a blob. Nothing of a reveal may outlive the open page. */
export interface Reveal {
  manifest: ImageManifest;
  blobs: Map<ImageEntry['id'], Blob>;
}

/** Reveals a customer's images: recorded, one call of Sentinel, a multipart answer (see `lib/contracts/images.ts`). */
export async function revealImages(uuid: string, optimized: boolean, why?: GivenPurpose): Promise<Reveal> {
  const response = await request(api.images(uuid), json('POST', { optimized, why }));
  const form = await response.formData();
  const part = form.get(MANIFEST_PART);
  const manifest = JSON.parse(typeof part === 'string' ? part : ((await part?.text()) ?? '')) as ImageManifest;
  const blobs = new Map<string, Blob>();
  for (const image of manifest.images) {
    const blob = form.get(image.id);
    if (image.shown && blob instanceof Blob) blobs.set(image.id, blob.slice(0, blob.size, image.type));
  }
  return { manifest, blobs };
}

/** Notes that the person goes on looking: recorded, and only then do the images stay. */
export async function keepImages(uuid: string): Promise<void> {
  await request(api.keepImages(uuid), { method: 'POST' });
}
