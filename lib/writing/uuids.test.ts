import { expect, it } from 'vitest';
import { readUuid, writingsOf } from './uuids';

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

it('knows the writings that one may be stored in', () => {
  expect(writingsOf('aB-1')).toEqual(['aB-1', 'ab-1', 'AB-1']);
  expect(writingsOf('1')).toEqual(['1']);
});
