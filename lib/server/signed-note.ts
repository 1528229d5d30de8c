import 'server-only';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/**
 * Checkpoints as signed notes (C2SP signed-note and tlog-checkpoint), for checkers that are not ours: the log's name, the
 * number of rows, the newest row's hash in base64, a line with the time, and an Ed25519 signature. The hash is that of a
 * chain, not the root of a tree: a witness can co-sign that it saw the checkpoint, and can't ask for a proof that one
 * checkpoint continues another. `npm run audit -- verify` proves that, with the rows.
 */

export interface NoteKey {
  /** The log's name: the first line of each note. */
  name: string;
  /** Four bytes that tell keys of one name apart. */
  id: Buffer;
  sign: KeyObject;
  /** The public half, as checkers read it: `<name>+<id>+<key>`. */
  verifier: string;
}

/** The byte that stands for Ed25519 before a key. */
const ED25519 = 1;
const KEY_LENGTH = 32;
/** PKCS #8 of an Ed25519 key is this prefix and the seed (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Reads a signing key in the encoding of Go's note package: `PRIVATE+KEY+<name>+<id>+<base64>`.
 * @returns `null` for any other text, one whose id is not that of its key included
 */
export function parseNoteKey(text: string): NoteKey | null {
  const [, name, id, encoded] = /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? [];
  if (name === undefined || encoded === undefined) return null;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== KEY_LENGTH + 1 || bytes[0] !== ED25519) return null;
  const key = noteKey(name, bytes.subarray(1));
  return key.id.toString('hex') === id ? key : null;
}

/** A new signing key for `AUDIT_CHECKPOINT_KEY`, and its public half. @param name of the log; no space, no plus sign */
export function newNoteKey(name: string): { signer: string; verifier: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-KEY_LENGTH);
  const key = noteKey(name, seed);
  return { signer: `PRIVATE+KEY+${name}+${key.id.toString('hex')}+${encodedKey(seed)}`, verifier: key.verifier };
}

function noteKey(name: string, seed: Buffer): NoteKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const point = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-KEY_LENGTH);
  const id = createHash('sha256')
    .update(Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([ED25519]), point]))
    .digest()
    .subarray(0, 4);
  return { name, id, sign: privateKey, verifier: `${name}+${id.toString('hex')}+${encodedKey(point)}` };
}

const encodedKey = (bytes: Buffer) => Buffer.concat([Buffer.from([ED25519]), bytes]).toString('base64');

/** The checkpoint of a row as a signed note. */
export function signedNote(key: NoteKey, head: { seq: number; hash: Buffer }, at: Date): string {
  const text = `${key.name}\n${head.seq}\n${head.hash.toString('base64')}\nat ${at.toISOString()}\n`;
  const signature = Buffer.concat([key.id, sign(null, Buffer.from(text), key.sign)]).toString('base64');
  return `${text}\n\u2014 ${key.name} ${signature}\n`;
}

/** The number of rows that a note speaks of; 0 for a text that is no note. */
export function rowsOfNote(note: string): number {
  const [, rows] = /^[^\n]+\n(\d{1,15})\n/.exec(note) ?? [];
  return Number(rows ?? 0);
}
