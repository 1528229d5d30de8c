import { expect, it } from 'vitest';
import { looksPersonal } from './personal';

it.each([
  'wrote from jo@example.com',
  'a@b',
  'called from +971 50 123 4567',
  'called from 050-123-4567',
  'number 784-1988-1234567-1',
  'passport X1234567',
  'id 123456',
  '٠٥٠١٢٣٤٥٦٧',
  '(050) 123 456',
])('sees personal data in: %s', (text) => expect(looksPersonal(text)).toBe(true));

it.each([
  '',
  'Asked by the branch in Deira',
  'Ticket 48213 of today',
  'two 12 of 34 and 56 then 7 more',
  'meet @ noon',
  '@',
  '12345',
])('sees none in: %s', (text) => expect(looksPersonal(text)).toBe(false));
