import { spoken } from './language';

export interface OfflineWords {
  /** No answer came: offline, refused, cut off. Here and not in `errors.ts`, which could not be loaded then. */
  unreachable: string;
  /** An answer that is not the desk's: a proxy's page, say. */
  foreignAnswer: (status: number) => string;
}

const ENGLISH: OfflineWords = {
  unreachable: 'The desk could not be reached. Check your connection, then try again.',
  foreignAnswer: (status) => `The desk answered with an error (${status}). Try again.`,
};

export const OFFLINE_WORDS = spoken({ en: ENGLISH });
