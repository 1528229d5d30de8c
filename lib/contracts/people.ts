import type { AccountKind } from './audit-values';

/** A colleague as pages name them. Records hold the account's id, and the e-mail of that time. */
export interface PersonName {
  name: string;
  /** The account's e-mail of today. */
  email: string;
  kind: AccountKind;
  /** What tells the person from colleagues of the same name; `null` where the name is enough. */
  apart: 'email' | 'kind' | null;
  /** The account is disabled. */
  hasLeft: boolean;
}

/** Colleagues by the ids of their accounts. An id without an account, such as one of an old database, is missing. */
export type People = Readonly<Record<string, PersonName>>;
