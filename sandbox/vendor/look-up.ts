import { notFound, refused, success } from '../http/reply.ts';
import type { CustomerRecord, Fields } from '../world/record.ts';
import type { CallContext, VendorCall } from './call.ts';
import { detail, detailWithoutImages } from './shape.ts';
import type { Problem } from './validate.ts';
import * as validate from './validate.ts';

/** Call 1: everything, images included. */
export const status: VendorCall = (body, context) => {
  const problems = check(body);
  const { optimizedDownload } = body;
  if (optimizedDownload !== undefined && typeof optimizedDownload !== 'boolean') {
    problems.push({ field: 'optimizedDownload', message: 'optimizedDownload must be a boolean' });
  }
  if (problems.length > 0) return refused(422, problems);
  return { ...answer(body, context, detail), optimized: optimizedDownload === true };
};

/** Call 2: the same with every image null. Its errors are plain strings: the contract is silent on their shape. */
export const statusWithoutImages: VendorCall = (body, context) => {
  const problems = check(body);
  if (problems.length > 0)
    return refused(
      422,
      problems.map(({ message }) => message),
    );
  return answer(body, context, detailWithoutImages);
};

function check(body: Fields): Problem[] {
  const problems: Problem[] = [];
  validate.eitherContact(body, problems);
  validate.email(body, problems);
  validate.phoneNumber(body, problems);
  return problems;
}

/** E-mail first; the phone number when no e-mail was given, or when nobody has it. */
function answer(body: Fields, context: CallContext, show: (record: CustomerRecord) => Fields) {
  const { world, plan } = context;
  const byEmail = typeof body.email === 'string' ? world.findByContact('email', body.email) : undefined;
  const index =
    byEmail ??
    (typeof body.phoneNumber === 'string' ? world.findByContact('phoneNumber', body.phoneNumber) : undefined);
  if (index === undefined) return notFound;
  const record = world.record(index);
  const misled = record.quirk?.mode === 'wrong-person' && byEmail !== undefined;
  const shown = misled || plan?.mode === 'wrong-person' ? world.record(world.somebodyElse(index)) : record;
  return { ...success(show(shown)), quirk: record.quirk };
}
