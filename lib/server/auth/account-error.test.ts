import { expect, it } from 'vitest';
import { DeskError } from '../desk-error';
import { AccountError } from './account-error';

it('is a refusal of the account, or of the field that a form marks', () => {
  const problem = { code: 'no_such_account' } as const;
  const [whole, field] = [new AccountError(problem), new AccountError(problem, 'email')];
  expect(whole).toBeInstanceOf(DeskError);
  expect(whole).toMatchObject({ name: 'AccountError', code: 'account_refused', problem });
  expect(whole.details).not.toHaveProperty('fields');
  expect(field).toMatchObject({ code: 'invalid_request', problem, details: { fields: { email: problem } } });
});
