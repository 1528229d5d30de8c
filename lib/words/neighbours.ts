import { spoken } from './language';
import { formatCount } from './numbers';
import { RANGE_WORDS } from './ranges';

export interface NeighbourWords {
  first: string;
  last: string;
  failed: string;
  /** "12 of 136"; without a total "12". */
  place: (place: { number: number; total: string | null }) => string;
}

const ENGLISH: NeighbourWords = {
  first: 'This is the first customer of the list.',
  last: 'This is the last customer of the list.',
  failed: 'Next and previous could not be loaded.',
  place: ({ number, total }) => (total === null ? formatCount(number) : RANGE_WORDS.rowsOf(formatCount(number), total)),
};

export const NEIGHBOUR_WORDS = spoken({ en: ENGLISH });
