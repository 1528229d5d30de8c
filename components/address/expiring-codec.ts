import { EXPIRY_WINDOWS } from '@/lib/contracts/directory';
import { KNOWN_DOCUMENTS } from '@/lib/kyc/document-types';
import { addressCodec, oneOf, vendorWord } from './codec';

/** In the order in which the page offers them. */
export const WINDOWS = ['expired', ...EXPIRY_WINDOWS] as const;

export const WITHIN = oneOf(WINDOWS);

/** Holds the window that this browser chose last: a choice of display, read by the server for the first HTML. */
export const WITHIN_COOKIE = 'desk-expiring-within';

/** No window by default: an address without one shows the window that this browser chose last. */
export const EXPIRING_CODEC = addressCodec(
  { within: WITHIN, documentType: oneOf(KNOWN_DOCUMENTS), nationality: vendorWord },
  {},
);
