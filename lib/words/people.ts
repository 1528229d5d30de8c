import type { AccountKind } from '../contracts/audit-values';
import type { PersonName } from '../contracts/people';
import { spoken } from './language';
import { formatFacts } from './numbers';

export interface PeopleWords {
  /** A name that several colleagues have, with what tells them apart. */
  apart: (name: string, by: string) => string;
  kinds: Record<AccountKind, string>;
  left: string;
  /** In the place of a name. */
  gone: string;
}

const ENGLISH: PeopleWords = {
  apart: (name, by) => `${name} (${by})`,
  kinds: { local: 'password account', sso: 'single sign-on' },
  left: 'account disabled',
  gone: 'An account that is gone',
};

const WORDS = spoken({ en: ENGLISH });

/** "Daniel Okafor"; with the address where two colleagues have this name. An account without a name has its address. */
export function personName({ name, email, kind, apart }: PersonName): string {
  if (name.trim() === '') return email;
  if (apart === null) return name;
  return WORDS.apart(name, apart === 'email' ? email : formatFacts([email, WORDS.kinds[kind]]));
}

/** The name, or words for an account that the desk no longer knows. */
export function nameOrGone(person: PersonName | null): string {
  return person === null ? WORDS.gone : personName(person);
}

/** "daniel@desk.example, Support": what stands beside a name in a list. */
export function personFacts({ email, kind, apart, hasLeft }: PersonName, role: string | null): string {
  return formatFacts([email, apart === 'kind' && WORDS.kinds[kind], role, hasLeft && WORDS.left]);
}

/**
 * What identifies the person, for a title: the address and whether the account still works.
 * @param then the address that a record of an earlier time holds
 */
export function personTitle({ email, hasLeft }: PersonName, then: string | null = email): string {
  return formatFacts([then ?? email, hasLeft && WORDS.left]);
}
