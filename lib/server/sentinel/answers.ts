import 'server-only';
import type * as z from 'zod';
import type { ListParams } from '../../contracts/list-params';
import type { SavedContact } from '../../contracts/requests';
import { customerUuidSchema } from '../../contracts/requests';
import { isSafeUrl } from '../safe-url';
import { adaptCustomer } from './adapt';
import type { SentinelCustomer, SentinelPage } from './customer';
import { SentinelError } from './errors';
import { parseJson } from './json';
import { adaptPage } from './page';
import type { Call } from './transport';
import { readWireCustomer, wireEnvelope, wirePage, wireSaved, wireSelf } from './wire';

/** Each function takes the body of a 200 and throws nothing but a SentinelError: `malformed`, or where said `wrong-person`. */

/** Calls 1 and 2. A body without a usable uuid is `malformed`: nothing can be opened under it. */
export function readCustomer(call: Call, body: Buffer): SentinelCustomer {
  const customer = readWireCustomer(dataOf(call, body));
  if (customer === null) throw malformed(call);
  return adaptCustomer(customer);
}

/** Call 3. Rows that aren't a list are `malformed`: an outage must not look like "no customers". */
export function readPage(call: Call, body: Buffer, asked: ListParams): SentinelPage {
  const { meta, data } = parsed(call, wirePage, dataOf(call, body));
  return adaptPage(meta, data, asked);
}

/**
 * Call 4. A field that the answer leaves out is what we sent, or `null` when we didn't send it: unknown here, the use
 * case knows what it was before.
 *
 * @throws SentinelError `wrong-person` (`mayHaveHappened`) when the answer names another customer
 */
export function readSaved(
  call: Call,
  body: Buffer,
  change: { uuid: string; email?: string; phoneNumber?: string },
): SavedContact {
  const saved = parsed(call, wireSaved, dataOf(call, body));
  if (saved.uuid !== null && saved.uuid !== change.uuid) {
    throw new SentinelError('wrong-person', call.name, { status: 200, mayHaveHappened: true });
  }
  return {
    uuid: change.uuid,
    email: saved.email ?? change.email ?? null,
    phoneNumber: saved.phoneNumber ?? change.phoneNumber ?? null,
    updatedAt: saved.updatedAt,
  };
}

/** `find/self`: whose credentials these are, as far as it is said. */
export function readSelf(call: Call, body: Buffer): { uuid: string | null; name: string | null } {
  return parsed(call, wireSelf, dataOf(call, body));
}

/** `encrypt/url`: a URL to be used exactly as it comes, so it must be one that a person may be sent to. */
export function readLink(call: Call, body: Buffer): string {
  const link = dataOf(call, body);
  if (typeof link !== 'string' || !isSafeUrl(link)) throw malformed(call);
  return link;
}

/** A uuid that may go into a path or a log. */
export function isCustomerUuid(value: unknown): value is string {
  return customerUuidSchema.safeParse(value).success;
}

/** The answer came and can't be used. After a write that means: it may well have been done. */
export function malformed(call: Call): SentinelError {
  return new SentinelError('malformed', call.name, { status: 200, mayHaveHappened: call.write === true });
}

function dataOf(call: Call, body: Buffer): unknown {
  return parsed(call, wireEnvelope, parseJson(body)).data;
}

function parsed<T extends z.ZodType>(call: Call, schema: T, value: unknown): z.infer<T> {
  const result = schema.safeParse(value);
  // zod's issues would name the vendor's values; ours names the call.
  if (!result.success) throw malformed(call);
  return result.data;
}
