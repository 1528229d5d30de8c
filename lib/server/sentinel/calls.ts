import 'server-only';
import type { ListParams } from '../../contracts/list-params';
import type { SavedContact } from '../../contracts/requests';
import type { KnownDocument } from '../../kyc/document-types';
import { bareContact } from '../../writing/contacts';
import { isSafeUrl } from '../safe-url';
import { readCustomer, readLink, readPage, readSaved, readSelf } from './answers';
import type { SentinelCustomer, SentinelPage } from './customer';
import { SentinelError } from './errors';
import { type RevealedImages, readImages } from './images';
import { type Call, createTransport, FIND_SELF, type SentinelConfig } from './transport';

/** What we know a customer by: the vendor can't look up by uuid, so it is compared afterwards. */
export interface KnownCustomer {
  uuid: string;
  email: string | null;
  phoneNumber: string | null;
}

export interface ContactChange {
  uuid: string;
  email?: string;
  phoneNumber?: string;
}

export interface LinkRequest {
  email?: string;
  phoneNumber?: string;
  documents?: KnownDocument[];
}

/**
 * One function per vendor call (docs/sentinel-contract.md). Each throws a SentinelError, or the reason of `signal` when the
 * caller gave up; reads may be repeated once inside, writes never are.
 */
export interface Sentinel {
  /** Call 3: one page of the list. */
  listCustomers(params: ListParams, signal?: AbortSignal): Promise<SentinelPage>;
  /** Call 2 for a person whose uuid isn't known yet. E-mail is matched first, the phone when there is none or no match. */
  lookUp(by: { email?: string; phoneNumber?: string }, signal?: AbortSignal): Promise<SentinelCustomer>;
  /**
   * Call 2 for a known person. `wrong-person` when the answer is somebody else; `not-found` without asking when there
   * is neither e-mail nor phone to look up by.
   */
  openCustomer(known: KnownCustomer, signal?: AbortSignal): Promise<SentinelCustomer>;
  /**
   * Call 1, the only one with images; otherwise as `openCustomer`. `optimized` asks for the vendor's smaller images.
   * `too-large` when the answer is longer than the desk takes.
   */
  revealImages(known: KnownCustomer, options: { optimized: boolean }, signal?: AbortSignal): Promise<RevealedImages>;
  /**
   * Call 4. Can't be cancelled: half-way there is no knowing. Look at `mayHaveHappened` of an error before repeating.
   * A field that the answer leaves out is what was sent, else `null` (not known from this answer).
   */
  correctContact(change: ContactChange): Promise<SavedContact>;
  /** `find/self`: resolves when the credentials work. */
  checkCredentials(signal?: AbortSignal): Promise<{ uuid: string | null; name: string | null }>;
  /** `encrypt/url`: a short-lived https link for the person to verify with, exactly as it came. A secret: never log it. */
  createVerificationLink(request: LinkRequest, signal?: AbortSignal): Promise<string>;
  /** Lets calls in flight end, then closes the connections. */
  close(): Promise<void>;
}

const LIST: Call = { name: 'listWithDoc', path: '/customers/listWithDoc/clientAuth' };
const OPEN: Call = { name: 'statusWithoutImages', path: '/customers/statusWithoutImages/clientAuth' };
const REVEAL: Call = { name: 'status', path: '/customers/status/clientAuth' };
const CONTACT: Call = { name: 'contact', path: '/customers/contact/clientAuth', write: true };
/** Minting twice would leave a second valid link about: counts as a write. */
const LINK: Call = { name: 'encrypt/url', path: '/clients/encrypt/url', write: true };

/**
 * Connects to one Sentinel as one client; make one per process, it holds the connections.
 *
 * @throws TypeError when `baseUrl` is neither https nor http on loopback
 */
export function createSentinel(config: SentinelConfig): Sentinel {
  if (!isSafeUrl(config.baseUrl)) throw new TypeError('The base URL must be https, or http on loopback');
  const { post, close } = createTransport(config);

  return {
    listCustomers: async (params, signal) => {
      const { page, perPage, sortBy, order } = params;
      const body = await post(LIST, { page, entriesPerPage: perPage, sortBy, sortingOrder: order }, signal);
      return readPage(LIST, body, params);
    },
    lookUp: async (by, signal) => readCustomer(OPEN, await post(OPEN, identifiers(OPEN, by), signal)),
    openCustomer: async (known, signal) =>
      same(OPEN, known, readCustomer(OPEN, await post(OPEN, identifiers(OPEN, known), signal))),
    revealImages: async (known, { optimized }, signal) => {
      const fields = { ...identifiers(REVEAL, known), optimizedDownload: optimized };
      const body = await post(REVEAL, fields, signal).catch((error) => {
        throw isTooLarge(error) ? new SentinelError('too-large', REVEAL.name, { code: error.code }) : error;
      });
      return same(REVEAL, known, readImages(REVEAL, body));
    },
    correctContact: async (change) => {
      const { uuid, email, phoneNumber } = change;
      return readSaved(CONTACT, await post(CONTACT, { customerUuid: uuid, email, phoneNumber }), change);
    },
    checkCredentials: async (signal) => readSelf(FIND_SELF, await post(FIND_SELF, {}, signal)),
    createVerificationLink: async ({ email, phoneNumber, documents }, signal) =>
      readLink(LINK, await post(LINK, { email, phoneNumber, documents }, signal)),
    close,
  };
}

/** The answer is longer than `MAX_BYTES`: images are the one part that can be asked for in a smaller size. */
function isTooLarge(error: unknown): error is SentinelError {
  return error instanceof SentinelError && error.code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
}

/**
 * Everything that we know is sent: e-mail is matched first, the phone saves a look-up whose e-mail has changed. A stored
 * contact may have spaces around it, with which it would be no address; the uuid of the answer is compared in any case.
 */
function identifiers(call: Call, known: { email?: string | null; phoneNumber?: string | null }) {
  const [email, phoneNumber] = [bareContact(known.email ?? ''), bareContact(known.phoneNumber ?? '')];
  const fields = { ...(email !== '' && { email }), ...(phoneNumber !== '' && { phoneNumber }) };
  if (Object.keys(fields).length === 0) throw new SentinelError('not-found', call.name);
  return fields;
}

/** A look-up by contact can return another person's record (an e-mail changed hands): that is never shown. */
function same<T extends { uuid: string }>(call: Call, known: KnownCustomer, found: T): T {
  if (found.uuid !== known.uuid) throw new SentinelError('wrong-person', call.name, { status: 200 });
  return found;
}
