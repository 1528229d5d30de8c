import 'server-only';
import { createHmac, createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import { env } from '../env';
import { singleton } from '../singleton';

/**
 * What is derived from one `AUDIT_KEY`, a key per purpose (HKDF, RFC 5869), so that none can stand in for another.
 */
export interface AuditKey {
  /** Names the key in every row, and says nothing about it. */
  id: string;
  /** Chains the rows. */
  chain: Buffer;
  /** HMAC of values that the trail must recognise but not keep. */
  values: Buffer;
  /** Seals second-factor secrets at rest. */
  seal: Buffer;
  /** Ed25519: checkpoints are signed, so that whoever checks them needs no key that could forge them. */
  sign: KeyObject;
  verify: KeyObject;
}

/** Today's key writes; it and the retired ones read. */
export interface KeyRing {
  current: AuditKey;
  /** Today's first. */
  all: readonly AuditKey[];
  byId(id: string): AuditKey | undefined;
}

/**
 * @param current the value of `AUDIT_KEY`
 * @param retired earlier values, so that what they have written can still be checked
 */
export function keyRing(current: string, retired: readonly string[] = []): KeyRing {
  const keys = [current, ...retired].map(deriveKey);
  const byId = new Map(keys.map((key) => [key.id, key]));
  const [first] = keys;
  if (first === undefined) throw new TypeError('A key ring needs a key');
  return { current: first, all: keys, byId: (id) => byId.get(id) };
}

/** The application's key ring, from its environment. */
export function auditKeys(): KeyRing {
  return singleton('audit-keys', () => keyRing(env().AUDIT_KEY, env().AUDIT_KEYS_RETIRED));
}

/** A value's keyed fingerprint: the same value gives the same one, and without the key it can't even be guessed at. */
export function fingerprint(key: AuditKey, value: string): string {
  return createHmac('sha256', key.values).update(value).digest('base64url');
}

function deriveKey(secret: string): AuditKey {
  const derive = (purpose: string, length = 32) =>
    Buffer.from(hkdfSync('sha256', secret, 'sentinel-desk audit', purpose, length));
  // PKCS #8 of an Ed25519 key is this prefix and the seed (RFC 8410).
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), derive('checkpoint signature')]);
  const sign = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return {
    id: derive('key id', 6).toString('hex'),
    chain: derive('chain'),
    values: derive('values'),
    seal: derive('seal'),
    sign,
    verify: createPublicKey(sign),
  };
}
