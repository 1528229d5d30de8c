import 'server-only';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyRing } from '../audit/public';

/** AES-256-GCM, NIST SP 800-38D: a fresh 96-bit nonce each time, a 128-bit tag. */
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a short secret for keeping at rest, under today's key.
 *
 * @param purpose what it is and whose; opening needs the same, so that a sealed secret can't be moved to another account
 * @returns `v1.<key id>.<nonce, ciphertext and tag in base64url>`
 */
export function seal(keys: KeyRing, secret: string, purpose: string): string {
  const { id, seal: key } = keys.current;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${id}.${sealed.toString('base64url')}`;
}

/**
 * Opens what {@link seal} has sealed, under today's key or a retired one.
 *
 * @returns the secret, and whether it should be sealed anew because its key has been retired
 * @throws Error when the key isn't on the ring, or anything was changed
 */
export function unseal(keys: KeyRing, sealed: string, purpose: string): { secret: string; stale: boolean } {
  const [version, keyId = '', text = ''] = sealed.split('.');
  const key = keys.byId(keyId);
  if (version !== 'v1' || key === undefined) throw new Error('A sealed secret needs a key that is not on the ring.');
  const bytes = Buffer.from(text, 'base64url');
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, key.seal, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-TAG_BYTES));
  const secret = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  return { secret: secret.toString('utf8'), stale: keyId !== keys.current.id };
}
