import { describe, expect, it } from 'vitest';
import { DeskError } from '../desk-error';
import { readCursor, writeCursor } from './cursor';
import { deriveKeys, documentKey, fingerprint } from './keys';

const KEYS = deriveKeys('a key of these tests, 32 bytes or more');
const OTHER = deriveKeys('another key of these tests, of 32 bytes');
const PLACE = { key: 'haddad layla', uuid: 'c-1', alike: true };

describe('a cursor', () => {
  const cursor = writeCursor(KEYS, ['layla'], PLACE);
  const read = (text: string, { keys = KEYS, about = ['layla'] as unknown } = {}) => readCursor(keys, about, text);

  it('names its place, and says nothing of sounds unless it was told', () => {
    expect(read(cursor)).toEqual(PLACE);
    expect(read(writeCursor(KEYS, ['layla'], { key: '', uuid: 'c-2' }))).toEqual({
      key: '',
      uuid: 'c-2',
      alike: false,
    });
  });

  it('is refused with another key, for another query, changed or cut', () => {
    const bytes = Buffer.from(cursor, 'base64url');
    const touched = [...bytes.keys()].map((at) =>
      Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))),
    );
    const refused = [
      () => read(cursor, { keys: OTHER }),
      () => read(cursor, { about: ['laylah'] }),
      ...touched.map((one) => () => read(one.toString('base64url'))),
      ...['', 'abc', cursor.slice(0, 16), cursor.slice(0, -4)].map((one) => () => read(one)),
    ];
    for (const attempt of refused) {
      let refusal: unknown;
      try {
        attempt();
      } catch (error) {
        refusal = error;
      }
      expect(refusal).toBeInstanceOf(DeskError);
      expect(refusal).toMatchObject({
        code: 'invalid_request',
        details: { fields: { cursor: { code: 'foreign_cursor' } } },
      });
    }
  });

  it('tells where the query ends and the place begins', () => {
    // The same bytes with the boundary elsewhere.
    expect(() => read(writeCursor(KEYS, 'a', PLACE), { about: '' })).toThrow(DeskError);
  });

  it('costs sixteen letters more than its place', () => {
    const payload = Buffer.from(JSON.stringify([PLACE.key, PLACE.uuid, PLACE.alike]));
    expect(Buffer.from(cursor, 'base64url')).toHaveLength(payload.length + 12);
  });
});

describe('the directory’s keys', () => {
  it('differ by purpose and by secret', () => {
    const all = [KEYS.documents, KEYS.cursors, OTHER.documents, OTHER.cursors].map((key) => key.toString('hex'));
    expect(new Set(all).size).toBe(4);
    expect(KEYS.documents).toHaveLength(32);
    expect(deriveKeys('a key of these tests, 32 bytes or more')).toEqual(KEYS);
  });

  it('find a number in every writing, and no other number', () => {
    const key = documentKey(KEYS, '784198812345671');
    expect(key).toMatch(/^-?\d{1,19}$/);
    for (const written of ['784-1988-1234567-1', ' 784 1988 1234567 1', '٧٨٤١٩٨٨١٢٣٤٥٦٧١']) {
      expect(documentKey(KEYS, written)).toBe(key);
    }
    expect(documentKey(KEYS, 'ab-1')).toBe(documentKey(KEYS, 'AB1'));
    expect(documentKey(KEYS, '784198812345672')).not.toBe(key);
    expect(documentKey(OTHER, '784198812345671')).not.toBe(key);
    for (const nothing of ['', ' - ', '—']) expect(documentKey(KEYS, nothing)).toBeNull();
  });

  it('fingerprint a record in 48 bits, apart from numbers', () => {
    expect(fingerprint(KEYS, 'a')).toMatch(/^[0-9a-f]{12}$/);
    expect(fingerprint(KEYS, 'a')).toBe(fingerprint(KEYS, 'a'));
    expect(new Set([fingerprint(KEYS, 'a'), fingerprint(KEYS, 'b'), fingerprint(OTHER, 'a')]).size).toBe(3);
    const number = BigInt(documentKey(KEYS, 'A') ?? 0);
    expect(BigInt.asUintN(64, number).toString(16).padStart(16, '0')).not.toContain(fingerprint(KEYS, 'A'));
  });
});
