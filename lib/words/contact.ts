import type { ContactField } from '../contracts/audit-values';
import { spoken } from './language';

export interface ContactWords {
  fields: Record<ContactField, string>;
}

const ENGLISH: ContactWords = { fields: { email: 'Email', phoneNumber: 'Phone number' } };

const WORDS = spoken({ en: ENGLISH });

/** The fields of the contact form. */
export const FIELD_LABELS = WORDS.fields;
