import {
  COUNTED_WINDOWS,
  type CountedWindow,
  EXPIRING_SORTS,
  type ExpiringParams,
  isWindow,
} from '@/lib/contracts/expiring';
import { ORDERS } from '@/lib/contracts/list-params';
import { KNOWN_DOCUMENTS } from '@/lib/kyc/document-types';
import { isFilterDay } from '@/lib/writing/days';
import {
  type AddressQuery,
  addressCodec,
  type Change,
  type Codec,
  checkedText,
  flag,
  oneOf,
  statusCode,
  vendorWord,
} from './codec';

/** The windows that a browser remembers: chosen days are for once. */
export const WITHIN = oneOf<CountedWindow>(COUNTED_WINDOWS);

/** Holds the window that this browser chose last: a choice of display, read by the server for the first HTML. */
export const WITHIN_COOKIE = 'desk-expiring-within';

const day = checkedText((text) => (isFilterDay(text) ? text : null));

const CODEC = addressCodec(
  {
    within: oneOf<ExpiringParams['within']>([...COUNTED_WINDOWS, 'days']),
    from: day,
    to: day,
    documentType: oneOf(KNOWN_DOCUMENTS),
    nationality: vendorWord,
    status: statusCode,
    open: flag,
    sortBy: oneOf(EXPIRING_SORTS),
    order: oneOf(ORDERS),
  },
  {},
);

/** No window by default: an address without one shows the window that this browser chose last. */
export const EXPIRING_CODEC: Codec<ExpiringParams, never> = {
  // Days that are no window read as absent, together with the window that asks for them.
  read: (query: AddressQuery) => {
    const { within, from, to, ...others } = CODEC.read(query);
    if (within === undefined) return others;
    if (within !== 'days') return { within, ...others };
    return isWindow({ within, from, to }) ? { within, from, to, ...others } : others;
  },
  write: ({ from, to, ...state }: Change<ExpiringParams>) =>
    CODEC.write(state.within === 'days' ? { ...state, from, to } : state),
};
