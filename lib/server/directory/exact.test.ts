import { expect, it } from 'vitest';
import { readWhole } from './exact';

const contactOf = (text: string) => readWhole({ text })?.contact ?? null;

it.each([
  ['Ali@Example.com', { email: 'Ali@Example.com' }],
  ['\u202aali@example.com\u202c ', { email: 'ali@example.com' }],
  ['\u2066+971 50 123 4567\u2069', { phoneNumber: '+971501234567' }],
  ['٠٥٠ ١٢٣ ٤٥٦٧', { phoneNumber: '+971501234567' }],
  ['+7 841 988 12 34', { phoneNumber: '+78419881234' }],
  ['ali@example', null],
  ['ali', null],
])('reads %j as %j', (text, contact) => expect(contactOf(text)).toEqual(contact));

it.each(['784198812345671', '784-1988-1234567-1', '784 1988 1234567 1', '٧٨٤١٩٨٨١٢٣٤٥٦٧١'])(
  'takes the Emirates ID %s for no phone number',
  (text) => {
    expect(contactOf(text)).toBeNull();
    expect(readWhole({ text })?.terms.document).toBe('784198812345671');
  },
);

it('reads nothing whole where more was asked', () => {
  const text = 'ali@example.com';
  expect(readWhole({ text, filters: { expired: true } })).toBeNull();
  expect(readWhole({ text, cursor: 'abc' })).toBeNull();
  expect(readWhole({ text, filters: { expired: undefined } })).not.toBeNull();
});
