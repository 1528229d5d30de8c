import { createPublicKey, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { newNoteKey, parseNoteKey, rowsOfNote, signedNote } from './signed-note';

/** The key and its public half of the documentation of Go's note package. */
const SIGNER = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const VERIFIER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

it("reads keys of Go's note package, and knows their public half", () => {
  expect(parseNoteKey(SIGNER)).toMatchObject({ name: 'PeterNeumann', verifier: VERIFIER });
});

it.each([
  ['another id', SIGNER.replace('c74f20a3', 'c74f20a4')],
  ['another name', SIGNER.replace('Peter', 'Petra')],
  ['the public half', VERIFIER],
  ['a kind of key that is not Ed25519', SIGNER.replace('+AYEK', '+AoEK')],
  ['a key that is cut', SIGNER.slice(0, -4)],
  ['nothing', ''],
])('refuses %s', (_, text) => {
  expect(parseNoteKey(text)).toBeNull();
});

it("signs the example of Go's documentation as Go does", () => {
  const key = parseNoteKey(SIGNER);
  if (key === null) throw new Error('no key');
  const note = signedNote(key, { seq: 12, hash: Buffer.alloc(32, 7) }, new Date('2026-11-24T14:05:00Z'));
  const [text = '', signature = ''] = note.split('\n\n');
  expect(text).toBe(`PeterNeumann\n12\n${Buffer.alloc(32, 7).toString('base64')}\nat 2026-11-24T14:05:00.000Z`);
  expect(signature).toMatch(/^\u2014 PeterNeumann [A-Za-z0-9+/]+=*\n$/);
  const bytes = Buffer.from(signature.trim().split(' ').at(-1) ?? '', 'base64');
  expect(bytes.subarray(0, 4).toString('hex')).toBe('c74f20a3');
  const point = Buffer.from(VERIFIER.split('+').slice(2).join('+'), 'base64').subarray(1);
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, point]), format: 'der', type: 'spki' });
  expect(verify(null, Buffer.from(`${text}\n`), publicKey, bytes.subarray(4))).toBe(true);
  expect(rowsOfNote(note)).toBe(12);
});

it('makes keys that it reads', () => {
  const { signer, verifier } = newNoteKey('desk.example.com/audit');
  expect(parseNoteKey(signer)).toMatchObject({ name: 'desk.example.com/audit', verifier });
});

it('takes no other text for a note', () => {
  for (const text of ['', 'x', 'name\n-1\n', 'name\nmany\n']) expect(rowsOfNote(text)).toBe(0);
});
