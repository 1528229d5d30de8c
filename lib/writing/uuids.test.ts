import { expect, it } from 'vitest';
import { customerKey, readUuid } from './uuids';

const UUID = '7f1f3b52-8d0a-4c39-9f6a-0f3c6a0d6c11';

it.each([
  UUID,
  UUID.toUpperCase(),
  ` ${UUID}\u200f`,
  `{${UUID}}`,
  `"${UUID}",`,
  `urn:uuid:${UUID}`,
  `URN:UUID:${UUID.toUpperCase()}`,
  UUID.replaceAll('-', '\u2011'),
])('reads %s', (text) => expect(readUuid(text)).toBe(UUID));

it.each(['', 'layla', UUID.slice(1), `${UUID}0`, `0${UUID}`, `x urn:uuid:${UUID}`, UUID.replaceAll('-', '')])(
  'reads no uuid in %j',
  (text) => expect(readUuid(text)).toBeNull(),
);

it('compares customers by a uuid in lower case, and by another key as it is', () => {
  expect(customerKey(UUID.toUpperCase())).toBe(UUID);
  expect(customerKey('C-1')).toBe('C-1');
});
