import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

/**
 * An authenticator in memory (ES256, attestation `none`) that can be made to lie: about the page's origin, about the
 * site, about having verified its person, about its counter.
 */
export interface SoftAuthenticator {
  id: string;
  /** The body of `POST /api/passkeys`, for the answer of `POST /api/passkeys/enrolment`. */
  create(options: CreationOptions, lies?: Lies): Record<string, unknown>;
  /** A signed challenge, for the answer of `POST /api/passkeys/sign-in` or `…/proof`. */
  sign(options: { challenge: string }, lies?: Lies): Record<string, string>;
  /** A copy, as a thief of the device's memory would have. */
  clone(): SoftAuthenticator;
}

export interface CreationOptions {
  challenge: string;
  user: { id: string };
}

export interface Lies {
  origin?: string;
  rpId?: string;
  crossOrigin?: boolean;
  userVerified?: boolean;
  counter?: number;
  /** Another account than the passkey's. */
  userHandle?: string;
  signature?: string;
}

interface State {
  id: Buffer;
  key: KeyObject;
  x: Buffer;
  y: Buffer;
  counter: number;
  userHandle: string;
}

export function softAuthenticator(site: { origin: string; rpId: string }): SoftAuthenticator {
  const { publicKey, privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  return authenticatorOf(site, { id: randomBytes(16), key, x: bytes(x), y: bytes(y), counter: 0, userHandle: '' });
}

function authenticatorOf(site: { origin: string; rpId: string }, state: State): SoftAuthenticator {
  const clientData = (type: string, challenge: string, { origin = site.origin, crossOrigin = false }: Lies) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin }));
  const head = ({ rpId = site.rpId, userVerified = true, counter }: Lies, flags: number) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter ?? state.counter);
    return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.from([flags | 0x01 | (userVerified ? 0x04 : 0)]), count]);
  };
  return {
    id: state.id.toString('base64url'),
    create: (options, lies = {}) => {
      state.userHandle = options.user.id;
      const length = Buffer.from([0, state.id.length]);
      const credential = Buffer.concat([Buffer.alloc(16), length, state.id, coseKey(state)]);
      const authData = Buffer.concat([head(lies, 0x40), credential]);
      return {
        name: 'Soft key',
        id: state.id.toString('base64url'),
        clientDataJSON: clientData('webauthn.create', options.challenge, lies).toString('base64url'),
        attestationObject: attestation(authData).toString('base64url'),
        transports: ['internal'],
      };
    },
    sign: ({ challenge }, lies = {}) => {
      state.counter += 1;
      const authenticatorData = head(lies, 0);
      const said = clientData('webauthn.get', challenge, lies);
      const signature = createSign('sha256')
        .update(Buffer.concat([authenticatorData, sha256(said)]))
        .sign(state.key);
      return {
        id: state.id.toString('base64url'),
        clientDataJSON: said.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: lies.signature ?? signature.toString('base64url'),
        userHandle: lies.userHandle ?? state.userHandle,
      };
    },
    clone: () => authenticatorOf(site, { ...state }),
  };
}

/** CBOR, by hand: { 1: 2, 3: -7, -1: 1, -2: x, -3: y }. */
function coseKey({ x, y }: State): Buffer {
  const begin = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32]);
  return Buffer.concat([begin, x, Buffer.from([0x22, 0x58, 32]), y]);
}

/** CBOR, by hand: { fmt: 'none', attStmt: {}, authData }. */
function attestation(authData: Buffer): Buffer {
  const text = (word: string) => Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);
  const begin = [
    Buffer.from([0xa3]),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from([0xa0]),
    text('authData'),
  ];
  return Buffer.concat([...begin, Buffer.from([0x58, authData.length]), authData]);
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
