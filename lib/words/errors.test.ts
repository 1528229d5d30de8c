import { describe, expect, test } from 'vitest';
import { ERROR_CODES, type ErrorCode, type Problem } from '../contracts/errors';
import { errorSentence, fieldSentences } from './errors';

describe('the words of a failure', () => {
  test('are those of its code, for every code', () => {
    const sentences = ERROR_CODES.map((code) => errorSentence({ code }));
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(new Set(sentences).size).toBe(ERROR_CODES.length);
  });

  test('are more exact with a problem and its parameters', () => {
    const said = (problem: Problem) => errorSentence({ code: 'account_refused', problem });
    expect(said({ code: 'password_too_short', least: 15 })).toBe('The password needs 15 characters or more.');
    expect(said({ code: 'beyond_newest', customers: 10_000 })).toContain('among the 10,000 most recently updated');
    expect(said({ code: 'unknown_role', roles: ['a', 'b'] })).toBe('The role must be one of a, b.');
  });

  test('name the field of a request that no form sends', () => {
    const fields = { text: { code: 'too_short' } } as const;
    expect(errorSentence({ code: 'invalid_request', fields })).toBe('text is too short.');
    expect(fieldSentences({ fields })).toEqual({ text: 'Is too short.' });
    const rule = { perPage: { code: 'rule', rule: 'must be 10, 50 or 100' } } as const;
    expect(errorSentence({ code: 'invalid_request', fields: rule })).toBe('perPage must be 10, 50 or 100.');
  });

  test('say that a write may have happened', () => {
    expect(errorSentence({ code: 'sentinel_timeout', maybeSaved: true })).toBe(
      'Sentinel did not answer in time. Try again. ' +
        'The change may or may not have been saved: open the customer again to see, before you repeat it.',
    );
  });

  test('are left to the server where this page is older than it', () => {
    expect(errorSentence({ code: 'on_strike' as ErrorCode })).toBeNull();
    const problem = { code: 'on_strike' } as unknown as Problem;
    expect(errorSentence({ code: 'busy', problem })).toBeNull();
    expect(errorSentence({ code: 'invalid_request', fields: { email: problem } })).toBe('The request is not valid.');
    expect(fieldSentences({ fields: { email: problem } })).toEqual({});
  });
});
