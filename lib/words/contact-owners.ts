import { spoken } from './language';

/** Whose a contact is that somebody types for another customer. */
export interface OwnerWords {
  usedBy: (name: string) => string;
  /** In place of a name: for viewers who may not see it, and for customers without one. */
  somebody: string;
  nameless: string;
  more: string;
  open: string;
  openLabel: (name: string) => string;
  /** Sentinel's refusal, where the directory names no owner. */
  inUse: string;
  /** The same where Sentinel does not say which of both values it means. */
  oneInUse: string;
}

const ENGLISH: OwnerWords = {
  usedBy: (name) => `Already used by ${name}.`,
  somebody: 'another customer',
  nameless: 'a customer without a name',
  more: 'Further customers use it, too.',
  open: 'Open',
  openLabel: (name) => `Open ${name} in a new tab`,
  inUse: 'Is already used by another customer.',
  oneInUse: 'This value or the other one is already used by another customer.',
};

export const OWNER_WORDS = spoken({ en: ENGLISH });
