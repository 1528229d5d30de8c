import { expect, test } from 'vitest';
import { accountTaken } from './account-taken';

const JO = { name: 'Jo Doe', role: 'support', kind: 'local', disabledAt: null } as const;

test.each([
  [{}, 'Already used by Jo Doe: Support.'],
  [{ disabledAt: '2026-11-24T14:05:00Z' }, 'Already used by Jo Doe: Support, disabled.'],
  [{ kind: 'sso', role: 'admin' } as const, 'Already used by Jo Doe: Administrator, single sign-on.'],
])('whose an address is: %j', (change, sentence) => expect(accountTaken({ ...JO, ...change })).toBe(sentence));
