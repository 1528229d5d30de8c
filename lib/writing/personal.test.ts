import { expect, it } from 'vitest';
import { looksPersonal, noteLooksPersonal, titleLooksPersonal } from './personal';

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

it.each([
  ['ask @Jo Doe (jo@desk.example) about it', false],
  ['(@Jo Doe (jo@desk.example))', false],
  ['ask (@Daniel Okafor)', false],
  ['@Jo wrote', false],
  ['@Jo Doe (jo@desk.example) has jane@mail.example', true],
  ['@Jo Doe has 050 123 4567', true],
  ['(jo@desk.example)', true],
  ['jane@Jo.example', true],
  ['ask @jane@mail.example', true],
])('of a note that mentions colleagues: %s', (text, personal) => {
  expect(noteLooksPersonal(text, ['Jo', '', 'Jo Doe (jo@desk.example)'])).toBe(personal);
});

it.each([
  ...['Expiring 30/60/90', 'Renewals 2026-2027', 'Expired before 01.12.2026', 'Expired 2026-11-01 to 2026-12-01'],
  ...[
    'Steps 7/14/30/60/90',
    'Born before 1990',
    'Week 48, 12345',
    'Expired ٠١.١٢.٢٠٢٦',
    '1/12/26-31/12/26',
    'Winter 2026/27',
  ],
])('lets a list be called: %s', (name) => expect(titleLooksPersonal(name)).toBe(false));

it.each([
  ...['050 123 4567', 'call 05 01 23 45 67', '+971-50-123-45-67', '784-1988-1234567-1', 'X1234567', '٠٥٠١٢٣٤٥٦٧'],
  ...['born 03.04.1988', '1988-04-03', 'jo@desk.example', '(04) 123-4567', '2026 050 123 4567'],
])('lets no list be called: %s', (name) => expect(titleLooksPersonal(name)).toBe(true));
