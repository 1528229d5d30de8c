import type { VerificationLink } from '../contracts/directory';
import { directoryApi } from '../directory-routes';
import { json, requestJson } from './request';

/** Makes a link by which the customer verifies again: recorded, short-lived. Not a query, so that no cache holds it. */
export function createVerificationLink(uuid: string): Promise<VerificationLink> {
  return requestJson(directoryApi.link(uuid), json('POST', {}));
}
