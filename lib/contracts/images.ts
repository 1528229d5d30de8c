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
  /** The name of the part of the multipart answer that carries the bytes. */
  id: string;
  group: ImageGroup;
  /** A label for people: "Passport, front". */
  label: string;
}

export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

export interface ShownImage extends ImageSlot {
  shown: true;
  /** Decided by the bytes, never by the type in the data URI. */
  type: ImageType;
  width: number | null;
  height: number | null;
  bytes: number;
}

export interface WithheldImage extends ImageSlot {
  shown: false;
  /** The reason for people why the image cannot be shown. */
  reason: string;
}

export type ImageEntry = ShownImage | WithheldImage;

/** The name of the part that carries the manifest. */
export const MANIFEST_PART = 'manifest';
