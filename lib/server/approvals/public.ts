import 'server-only';

/**
 * Requests that wait for a second person: their values sealed, their states, and the events of each step.
 *
 * The only file of this engine that code outside it may import; `scripts/server-rooms.test.ts` holds the rule.
 */

export {
  type Begun,
  beginLink,
  declineRequest,
  endRequest,
  grantRequest,
  takeBackRequest,
} from './decide';
export { endOverdue } from './overdue';
export { countWaiting, listDecided, listWaiting, whyClosed } from './read';
export { type ApprovalValues, fingerprintsOf, type NewRequest, requestApproval } from './request';
