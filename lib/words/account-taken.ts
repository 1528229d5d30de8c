import type { AccountEntry } from '../contracts/accounts';
import { spoken } from './language';
import { formatFacts } from './numbers';
import { ROLE_LABELS } from './roles';

export interface AccountTakenWords {
  usedBy: (name: string, facts: string) => string;
  disabled: string;
  singleSignOn: string;
}

const ENGLISH: AccountTakenWords = {
  usedBy: (name, facts) => `Already used by ${name}: ${facts}.`,
  disabled: 'disabled',
  singleSignOn: 'single sign-on',
};

/** Whose account has an address that is typed for a new one: "Already used by Jo Doe: Support, disabled." */
export function accountTaken({
  name,
  role,
  kind,
  disabledAt,
}: Pick<AccountEntry, 'name' | 'role' | 'kind' | 'disabledAt'>): string {
  const words = spoken({ en: ENGLISH });
  const facts = [ROLE_LABELS[role], kind === 'sso' && words.singleSignOn, disabledAt !== null && words.disabled];
  return words.usedBy(name, formatFacts(facts));
}
