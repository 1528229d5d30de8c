import type { KnownDocument } from '../kyc/document-types';

/** The answer of `POST /api/customers/{uuid}/images`: this manifest as part `manifest`, then a part per shown image. */
export interface ImageManifest {
  uuid: string;
  /** Whether the vendor was asked for its trimmed images. */
  optimized: boolean;
  images: ImageEntry[];
}

export type ImageGroup = 'liveness' | 'reference' | KnownDocument;

interface ImageSlot {
  /** Names the part of the multipart answer that carries the bytes. */
  id: string;
  group: ImageGroup;
  /** For people: "Passport, front". */
  label: string;
}

export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

export interface ShownImage extends ImageSlot {
  shown: true;
  /** Decided by the bytes, never by what the data URI claims. */
  type: ImageType;
  width: number | null;
  height: number | null;
  bytes: number;
}

export interface WithheldImage extends ImageSlot {
  shown: false;
  /** For people: why it can't be shown. */
  reason: string;
}

export type ImageEntry = ShownImage | WithheldImage;

/** The name of the part that carries the manifest. */
export const MANIFEST_PART = 'manifest';
