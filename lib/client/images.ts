import { type ImageEntry, type ImageManifest, MANIFEST_PART } from '../contracts/images';
import { api } from '../routes';
import { json, request } from './request';

/** The manifest with each shown image's bytes as a blob. Nothing of it may outlive the open page. */
export interface Reveal {
  manifest: ImageManifest;
  blobs: Map<ImageEntry['id'], Blob>;
}

/** Asks for a customer's images: recorded, one upstream call, answered as multipart (see `lib/contracts/images.ts`). */
export async function revealImages(uuid: string, optimized: boolean): Promise<Reveal> {
  const response = await request(api.images(uuid), json('POST', { optimized }));
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
