import 'server-only';
import { createHmac, createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import { env } from '../env';
import { singleton } from '../singleton';

/**
 * The keys that are derived from one `AUDIT_KEY`: one per purpose (HKDF, RFC 5869), so that none can replace another.
 */
export interface AuditKey {
  /** The key's name in every row. It reveals nothing about the key. */
  id: string;
  /** Chains the rows. */
  chain: Buffer;
  /** HMAC of values that the trail must recognise but not keep. */
  values: Buffer;
  /** Seals second-factor secrets at rest. */
  seal: Buffer;
  /** Signs checkpoints (Ed25519). A checker needs only the public key, which cannot forge one. */
  sign: KeyObject;
  verify: KeyObject;
}

/** The current key writes. The current and the retired keys read. */
export interface KeyRing {
  current: AuditKey;
  /** The current key first. */
  all: readonly AuditKey[];
  byId(id: string): AuditKey | undefined;
}

/**
 * @param current the value of `AUDIT_KEY`
 * @param retired earlier values, so that the rows they wrote can still be verified
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

/**
 * A value's keyed fingerprint (HMAC). The same value gives the same fingerprint. Without the key it cannot be tested
 * against guesses.
 */
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
