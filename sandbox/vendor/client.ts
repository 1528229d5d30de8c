import { randomBytes } from 'node:crypto';
import { refused, success } from '../http/reply.ts';
import { DOCUMENT_KINDS } from '../world/record.ts';
import type { VendorCall } from './call.ts';
import type { Problem } from './validate.ts';
import * as validate from './validate.ts';

export const findSelf: VendorCall = (_body, { options }) =>
  success({
    id: 17,
    __ptr: 'clients/17#primary',
    uuid: options.clientUuid,
    name: 'Sandbox Client',
    callbackUrl: null,
    settings: { documents: ['passport', 'emiratesId', 'egyptNationalId'], retentionDays: 365 },
  });

const LINK_LIFE_MS = 15 * 60_000;
const documentKinds: readonly unknown[] = DOCUMENT_KINDS;

/** A link that leads nowhere: `.example` never resolves. Its token ends with the moment it stops being valid. */
export const encryptUrl: VendorCall = (body, { world }) => {
  const problems: Problem[] = [];
  validate.eitherContact(body, problems);
  validate.email(body, problems, 10);
  validate.phoneNumber(body, problems);
  const { documents } = body;
  if (
    documents !== undefined &&
    !(Array.isArray(documents) && documents.every((kind) => documentKinds.includes(kind)))
  ) {
    problems.push({ field: 'documents', message: `documents must be a list of ${DOCUMENT_KINDS.join(', ')}` });
  }
  if (problems.length > 0)
    return refused(
      422,
      problems.map(({ field, message }) => ({ [field]: [message] })),
    );
  const until = (world.clock() + LINK_LIFE_MS).toString(36);
  return success(`https://verify.sentinel.example/start?t=${randomBytes(32).toString('base64url')}.${until}`);
};
