import { documentLabel } from './documents';
import { spoken, wordFor } from './language';
import { formatCount } from './numbers';

/** The sides of a document, as ids of images name them (`passport-front`). */
export type ImageSide = 'front' | 'back' | 'portrait';

export interface ImageWords {
  reference: string;
  liveness: (number: string) => string;
  sides: Record<ImageSide, string>;
  ofDocument: (document: string, side: string) => string;
}

const ENGLISH: ImageWords = {
  reference: 'Reference face',
  liveness: (number) => `Liveness frame ${number}`,
  sides: { front: 'front', back: 'back', portrait: 'portrait' },
  ofDocument: (document, side) => `${document}, ${side}`,
};

const WORDS = spoken({ en: ENGLISH });

/** An image by its id: "Passport, front" for `passport-front`. An id of another shape is shown as it is. */
export function imageLabel(id: string): string {
  if (id === 'reference') return WORDS.reference;
  const [group = '', rest = ''] = id.split('-');
  if (group === 'liveness' && /^\d{1,4}$/.test(rest)) return WORDS.liveness(formatCount(Number(rest)));
  return rest === '' ? id : WORDS.ofDocument(documentLabel(group), wordFor(rest, WORDS.sides));
}
