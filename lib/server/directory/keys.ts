import 'server-only';
import { createHmac, hkdfSync } from 'node:crypto';
import { bareNumber } from '../../writing/text';
import { env } from '../env';
import { singleton } from '../singleton';

/** The keys derived from `DIRECTORY_KEY`, one per purpose (HKDF, RFC 5869), so that none can replace another. */
export interface DirectoryKeys {
  /** Fingerprints of document numbers. */
  documents: Buffer;
  /** Signs cursors. */
  cursors: Buffer;
}

export function deriveKeys(secret: string): DirectoryKeys {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'sentinel-desk directory', purpose, 32));
  return { documents: derive('document numbers'), cursors: derive('cursors') };
}

/** The application's. @throws TypeError when there is no directory to have keys for */
export function directoryKeys(): DirectoryKeys {
  return singleton('directory-keys', () => {
    const secret = env().DIRECTORY_KEY;
    if (secret === undefined) throw new TypeError('DIRECTORY_KEY is not set');
    return deriveKeys(secret);
  });
}

/**
 * The fingerprint by which a whole document number is found: 64 bits of an HMAC-SHA-256 over its letters and digits, in
 * upper case. So `784-1988-1234567-1` and `784198812345671` are one. Among ten million numbers the odds that any two
 * share one are 1 in 300,000, and then a search shows one person too many.
 *
 * @returns a signed integer in decimal, as Postgres' bigint reads it; `null` when nothing of it is a letter or digit
 */
export function documentKey(keys: DirectoryKeys, number: string): string | null {
  const bare = bareNumber(number);
  if (bare === '') return null;
  return createHmac('sha256', keys.documents).update(bare).digest().readBigInt64BE().toString();
}

/** Tells records without a usable uuid apart, so that each is counted once: 48 bits of a keyed hash, in hexadecimal. */
export function fingerprint(keys: DirectoryKeys, text: string): string {
  return createHmac('sha256', keys.documents).update(`record ${text}`).digest('hex').slice(0, 12);
}
