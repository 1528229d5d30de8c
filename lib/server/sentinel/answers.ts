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
import type { NamedCall } from './transport';
import { readWireCustomer, wireEnvelope, wirePage, wireSaved, wireSelf } from './wire';

/**
 * Each function takes the body of a 200 and throws SentinelErrors alone: `malformed`, and `wrong-person` where its
 * docstring says so.
 */

/** Calls 1 and 2. A body without a usable uuid is `malformed`, because the desk knows customers by uuid. */
export function readCustomer(call: NamedCall, body: Buffer): SentinelCustomer {
  const customer = readWireCustomer(dataOf(call, body));
  if (customer === null) throw malformed(call);
  return adaptCustomer(customer);
}

/** Call 3. Rows that are no list are `malformed`, because an outage must not look like "no customers". */
export function readPage(call: NamedCall, body: Buffer, asked: ListParams): SentinelPage {
  const { meta, data } = parsed(call, wirePage, dataOf(call, body));
  return adaptPage(meta, data, asked);
}

/**
 * Call 4. A field that the answer leaves out has the value that we sent; `null` when we sent none, because only the use
 * case knows the earlier value.
 *
 * @throws SentinelError `wrong-person` (`mayHaveHappened`) when the answer names another customer
 */
export function readSaved(
  call: NamedCall,
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

/** `find/self`: the owner of the credentials, as far as the answer tells. */
export function readSelf(call: NamedCall, body: Buffer): { uuid: string | null; name: string | null } {
  return parsed(call, wireSelf, dataOf(call, body));
}

/** `encrypt/url`: a URL that the desk passes on exactly as it comes, so it must be safe to send a person to. */
export function readLink(call: NamedCall, body: Buffer): string {
  const link = dataOf(call, body);
  if (typeof link !== 'string' || !isSafeUrl(link)) throw malformed(call);
  return link;
}

/** A uuid that may go into a path or a log. */
export function isCustomerUuid(value: unknown): value is string {
  return customerUuidSchema.safeParse(value).success;
}

/** The error for an unusable answer. After a write, the write may have happened. */
export function malformed(call: NamedCall): SentinelError {
  return new SentinelError('malformed', call.name, { status: 200, mayHaveHappened: call.write === true });
}

function dataOf(call: NamedCall, body: Buffer): unknown {
  return parsed(call, wireEnvelope, parseJson(body)).data;
}

function parsed<T extends z.ZodType>(call: NamedCall, schema: T, value: unknown): z.infer<T> {
  const result = schema.safeParse(value);
  // zod's issues would name the vendor's values. Our error names the call alone.
  if (!result.success) throw malformed(call);
  return result.data;
}
