import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** What an attacker, or a provider gone wrong, would put in the place of an identity token. */
export const TOKEN_FORGERIES = [
  'wrong-issuer',
  'wrong-audience',
  'wrong-party',
  'wrong-nonce',
  'no-nonce',
  'other-key',
  'expired',
  'issued-long-ago',
  'issued-in-the-future',
  'alg-none',
  'hs256-client-secret',
  'hs256-public-key',
  'no-subject',
  'numeric-subject',
  'no-token',
  'signed-in-long-ago',
  'signed-in-never',
] as const;
export type TokenForgery = (typeof TOKEN_FORGERIES)[number];

export interface Secrets {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  clientSecret: string;
}

const HOUR = 3_600;
const strangersKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** @returns the identity token as forged; `undefined` takes it out of the answer */
export function forge(kind: TokenForgery, idToken: string, secrets: Secrets): string | undefined {
  const { kid, privateKey, publicKey, clientSecret } = secrets;
  const claims = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
  const now = Math.floor(Date.now() / 1_000);
  const signed = (change: Record<string, unknown>, key = privateKey) =>
    jwt({ alg: 'RS256', kid }, { ...claims, ...change }, (text) => sign('RSA-SHA256', text, key));
  const hmac = (key: string | Buffer) =>
    jwt({ alg: 'HS256', kid }, claims, (text) => createHmac('sha256', key).update(text).digest());
  switch (kind) {
    case 'wrong-issuer':
      return signed({ iss: 'https://login.elsewhere.example' });
    case 'wrong-audience':
      return signed({ aud: 'another-application' });
    case 'wrong-party':
      return signed({ aud: [claims.aud, 'another-application'], azp: 'another-application' });
    case 'wrong-nonce':
      return signed({ nonce: 'of-another-sign-in' });
    case 'no-nonce':
      return signed({ nonce: undefined });
    case 'other-key':
      return signed({}, strangersKey);
    case 'expired':
      return signed({ exp: now - HOUR });
    case 'issued-long-ago':
      return signed({ iat: now - HOUR });
    case 'issued-in-the-future':
      return signed({ iat: now + HOUR, exp: now + 2 * HOUR });
    case 'alg-none':
      return jwt({ alg: 'none' }, claims, () => Buffer.alloc(0));
    case 'hs256-client-secret':
      return hmac(clientSecret);
    case 'hs256-public-key':
      return hmac(publicKey.export({ type: 'spki', format: 'pem' }));
    case 'no-subject':
      return signed({ sub: undefined });
    case 'numeric-subject':
      return signed({ sub: 7 });
    case 'no-token':
      return undefined;
    case 'signed-in-long-ago':
      return signed({ auth_time: now - HOUR });
    case 'signed-in-never':
      return signed({ auth_time: undefined });
  }
}

function jwt(header: object, claims: object, signature: (text: Buffer) => Buffer): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${signature(Buffer.from(text)).toString('base64url')}`;
}
