import 'server-only';
import type { ListParams } from '../../contracts/list-params';
import type { SavedContact } from '../../contracts/requests';
import type { KnownDocument } from '../../kyc/document-types';
import { bareContact, sameEmail } from '../../writing/contacts';
import { isSafeUrl } from '../safe-url';
import { readCustomer, readLink, readPage, readSaved, readSelf } from './answers';
import type { Place } from './bulkhead';
import type { SentinelCustomer, SentinelPage } from './customer';
import { SentinelError } from './errors';
import { type RevealedImages, readImages } from './images';
import type { CallPoolState } from './pools';
import { type Call, createTransport, FIND_SELF, type SentinelConfig } from './transport';

/**
 * The contact by which we look up a customer. The vendor cannot look up by uuid, so we compare the uuid of the answer.
 */
export interface KnownCustomer {
  uuid: string;
  email: string | null;
  phoneNumber: string | null;
  /** An e-mail address that led to another customer. A record that names it is refused. */
  refusedEmail?: string;
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
 * One function per vendor call (docs/sentinel-contract.md). Each throws a SentinelError, or the reason of `signal` when
 * the caller gave up; `busy` when too many calls of the kind are under way. A read may be repeated inside, a write never.
 */
export interface Sentinel {
  /** Call 3: one page of the list. */
  listCustomers(params: ListParams, signal?: AbortSignal): Promise<SentinelPage>;
  /**
   * Call 2 for a customer whose uuid is not known yet. The vendor matches the e-mail first, and the phone without a
   * match.
   */
  lookUp(by: { email?: string; phoneNumber?: string }, signal?: AbortSignal): Promise<SentinelCustomer>;
  /**
   * Call 2 for a known customer. `wrong-person` when the answer is another customer, or names the refused e-mail
   * address; `not-found` without a call when there is neither e-mail nor phone.
   */
  openCustomer(known: KnownCustomer, signal?: AbortSignal): Promise<SentinelCustomer>;
  /**
   * Call 1, the only call with images; otherwise as `openCustomer`. `optimized` asks for the vendor's smaller images.
   * `too-large` when the answer is longer than the desk takes. Whoever gets the images must release them.
   */
  revealImages(known: KnownCustomer, options: { optimized: boolean }, signal?: AbortSignal): Promise<RevealedImages>;
  /**
   * Call 4. It cannot be cancelled, because the outcome of a half-sent write is unknown. Look at `mayHaveHappened` of
   * an error before you repeat it. A field that the answer leaves out has the value that was sent, else `null`.
   */
  correctContact(change: ContactChange): Promise<SavedContact>;
  /** `find/self`: resolves when the credentials work. */
  checkCredentials(signal?: AbortSignal): Promise<{ uuid: string | null; name: string | null }>;
  /**
   * `encrypt/url`: a short-lived https link by which the customer verifies, exactly as it came. It is a secret: never
   * log it.
   */
  createVerificationLink(request: LinkRequest, signal?: AbortSignal): Promise<string>;
  /** What each pool does right now. */
  pools(): CallPoolState[];
  /** Lets calls in flight end, then closes the connections. */
  close(): Promise<void>;
}

const LIST: Call = { name: 'listWithDoc', kind: 'list', path: '/customers/listWithDoc/clientAuth' };
const OPEN: Call = { name: 'statusWithoutImages', kind: 'detail', path: '/customers/statusWithoutImages/clientAuth' };
const REVEAL: Call = { name: 'status', kind: 'images', path: '/customers/status/clientAuth' };
const CONTACT: Call = { name: 'contact', kind: 'write', path: '/customers/contact/clientAuth', write: true };
/** Counts as a write, because a repeated call would create a second valid link. */
const LINK: Call = { name: 'encrypt/url', kind: 'write', path: '/clients/encrypt/url', write: true };

/**
 * Connects to one Sentinel as one client. Create it once per process, because it holds the connections.
 *
 * @throws TypeError when `baseUrl` is neither https nor http on loopback
 */
export function createSentinel(config: SentinelConfig): Sentinel {
  if (!isSafeUrl(config.baseUrl)) throw new TypeError('The base URL must be https, or http on loopback');
  const { post, pools, close } = createTransport(config);
  const openCustomer = async (known: KnownCustomer, signal?: AbortSignal) => {
    const found = readCustomer(OPEN, await post(OPEN, identifiers(OPEN, known), signal));
    return withoutRefused(OPEN, known, same(OPEN, known, found));
  };

  return {
    listCustomers: async (params, signal) => {
      const { page, perPage, sortBy, order } = params;
      const body = await post(LIST, { page, entriesPerPage: perPage, sortBy, sortingOrder: order }, signal);
      return readPage(LIST, body, params);
    },
    lookUp: async (by, signal) => readCustomer(OPEN, await post(OPEN, identifiers(OPEN, by), signal)),
    openCustomer,
    revealImages: async (known, { optimized }, signal) => {
      // Images tell no e-mail address.
      if (known.refusedEmail !== undefined) await openCustomer(known, signal);
      const fields = { ...identifiers(REVEAL, known), optimizedDownload: optimized };
      const promised: { place: Place | null } = { place: null };
      const keep = (place: Place) => {
        promised.place = place;
      };
      const release = () => promised.place?.release();
      try {
        const images = same(REVEAL, known, readImages(REVEAL, await post(REVEAL, fields, signal, keep)));
        return { ...images, release };
      } catch (error) {
        release();
        throw isTooLarge(error) ? new SentinelError('too-large', REVEAL.name, { code: error.code }) : error;
      }
    },
    correctContact: async (change) => {
      const { uuid, email, phoneNumber } = change;
      return readSaved(CONTACT, await post(CONTACT, { customerUuid: uuid, email, phoneNumber }), change);
    },
    checkCredentials: async (signal) => readSelf(FIND_SELF, await post(FIND_SELF, {}, signal)),
    createVerificationLink: async ({ email, phoneNumber, documents }, signal) =>
      readLink(LINK, await post(LINK, { email, phoneNumber, documents }, signal)),
    pools,
    close,
  };
}

/** The answer is longer than `MAX_BYTES`: images are the one part that can be asked for in a smaller size. */
function isTooLarge(error: unknown): error is SentinelError {
  return error instanceof SentinelError && error.code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
}

/**
 * Sends both e-mail and phone: the vendor matches the e-mail first, and the phone still finds a customer whose e-mail
 * has changed. A stored contact may have spaces around it, with which it would be no address; the uuid of the answer is
 * compared in any case.
 */
function identifiers(call: Call, known: { email?: string | null; phoneNumber?: string | null }) {
  const [email, phoneNumber] = [bareContact(known.email ?? ''), bareContact(known.phoneNumber ?? '')];
  const fields = { ...(email !== '' && { email }), ...(phoneNumber !== '' && { phoneNumber }) };
  if (Object.keys(fields).length === 0) throw new SentinelError('not-found', call.name);
  return fields;
}

/** Refuses the record of another customer, which a look-up by contact can return when an e-mail has changed hands. */
function same<T extends { uuid: string }>(call: Call, known: KnownCustomer, found: T): T {
  if (found.uuid !== known.uuid) throw new SentinelError('wrong-person', call.name, { status: 200 });
  return found;
}

/** An e-mail address that is on two records leads to one of them alone. The other stays shut while it names it. */
function withoutRefused(call: Call, { refusedEmail }: KnownCustomer, found: SentinelCustomer): SentinelCustomer {
  if (refusedEmail !== undefined && found.email !== null && sameEmail(found.email, refusedEmail)) {
    throw new SentinelError('wrong-person', call.name, { status: 200 });
  }
  return found;
}
