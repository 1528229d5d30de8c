import 'server-only';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyRing } from '../audit/public';

/** AES-256-GCM, NIST SP 800-38D: a fresh 96-bit nonce each time, a 128-bit tag. */
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts a short secret for storage, under the current key.
 *
 * @param purpose names the use and the owner; opening needs the same, so that a sealed secret cannot be moved to
 *   another account
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
 * Decrypts a secret of {@link seal}, under the current key or a retired one.
 *
 * @returns the secret, and whether to seal it again because its key is retired
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
