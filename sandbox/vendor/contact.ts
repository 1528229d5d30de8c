import { notFound, type Reply, refused, success } from '../http/reply.ts';
import type { VendorCall } from './call.ts';
import type { Problem } from './validate.ts';
import * as validate from './validate.ts';

/** Call 4. Nothing is written unless everything can be. */
export const contact: VendorCall = (body, { world }) => {
  const problems: Problem[] = [];
  const customerUuid = validate.optionalString(body, 'customerUuid', problems);
  if (customerUuid === undefined) problems.push({ field: 'customerUuid', message: 'customerUuid is required' });
  validate.eitherContact(body, problems);
  const email = validate.email(body, problems);
  const phoneNumber = validate.phoneNumber(body, problems);
  if (problems.length > 0 || customerUuid === undefined) {
    return refused(
      422,
      problems.map(({ field, message }) => ({ path: [field], message })),
    );
  }

  const index = world.findByUuid(customerUuid);
  if (index === undefined) return notFound;
  if (email !== undefined && isTaken(world.findByContact('email', email), index)) return taken('email');
  if (phoneNumber !== undefined && isTaken(world.findByContact('phoneNumber', phoneNumber), index)) {
    return taken('phoneNumber');
  }
  const before = world.record(index);
  const after = {
    ...before,
    email: email ?? before.email,
    phoneNumber: phoneNumber ?? before.phoneNumber,
    updatedAt: world.stamp(),
  };
  world.put(index, after);
  const { uuid, updatedAt } = after;
  return success({ id: after.id, uuid, email: after.email, phoneNumber: after.phoneNumber, updatedAt });
};

const isTaken = (owner: number | undefined, index: number) => owner !== undefined && owner !== index;

/** "Expect `errors` or `message`", says the contract: an e-mail gives the one, a phone number the other. */
function taken(field: 'email' | 'phoneNumber'): Reply {
  const message = `${field} is in use by another customer`;
  return field === 'email' ? refused(409, [{ field, message }]) : { status: 409, body: { message } };
}
