import { documentLabel } from './documents';
import { spoken, wordFor } from './language';
import { formatCount } from './numbers';

/** The sides of a document, as ids of images name them (`passport-front`). */
export type ImageSide = 'front' | 'back' | 'portrait';

export interface ImageWords {
  reference: string;
  livenessFrames: string;
  liveness: (number: string) => string;
  sides: Record<ImageSide, string>;
  ofDocument: (document: string, side: string) => string;
  /** One of several documents of a type. */
  numbered: (document: string, number: string) => string;
  /** Why an image is not shown. */
  withheld: Record<'notAnImage' | 'empty' | 'damaged' | 'tooManyPixels', string>;
}

const ENGLISH: ImageWords = {
  reference: 'Reference face',
  livenessFrames: 'Liveness',
  liveness: (number) => `Liveness frame ${number}`,
  sides: { front: 'front', back: 'back', portrait: 'portrait' },
  ofDocument: (document, side) => `${document}, ${side}`,
  numbered: (document, number) => `${document} ${number}`,
  withheld: {
    notAnImage: 'Not a JPEG, PNG or WebP image.',
    empty: 'Empty.',
    damaged: 'Damaged.',
    tooManyPixels: 'Larger than 60 megapixels, which can stop a browser.',
  },
};

const WORDS = spoken({ en: ENGLISH });

export const WITHHELD = WORDS.withheld;

/** The heading over images that belong to no document. */
export function imageGroupLabel(group: string): string {
  return group === 'reference' ? WORDS.reference : WORDS.livenessFrames;
}

/** An image by its id: "Passport, front" for `passport-front`. An id of another shape is shown as it is. */
export function imageLabel(id: string): string {
  if (id === 'reference') return WORDS.reference;
  const liveness = /^liveness-(\d{1,4})$/.exec(id)?.[1];
  if (liveness !== undefined) return WORDS.liveness(formatCount(Number(liveness)));
  const [, type = '', copy, side = ''] = /^([^-]+)(?:-(\d{1,4}))?-([^-]+)$/.exec(id) ?? [];
  if (side === '') return id;
  const document = documentLabel(type);
  return WORDS.ofDocument(
    copy === undefined ? document : WORDS.numbered(document, formatCount(Number(copy))),
    wordFor(side, WORDS.sides),
  );
}
