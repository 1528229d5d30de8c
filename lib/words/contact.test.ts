import { expect, test } from 'vitest';
import { contactChangedText } from './contact';

test('a contact that changed at Sentinel is said, in one sentence', () => {
  expect(contactChangedText([])).toBeNull();
  expect(contactChangedText(['email'])).toBe('The e-mail changed at Sentinel since the directory last saw it.');
  expect(contactChangedText(['phoneNumber'])).toContain('The phone number changed at Sentinel');
  expect(contactChangedText(['email', 'phoneNumber'])).toContain('The e-mail and the phone number changed');
});
