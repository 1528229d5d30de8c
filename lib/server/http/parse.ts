import 'server-only';
import * as z from 'zod/mini';
import { idSchema } from '../../contracts/account-requests';
import type { Problem } from '../../contracts/errors';
import { customerUuidSchema } from '../../contracts/requests';
import { reviewNumberSchema } from '../../contracts/review-requests';
import { DeskError } from '../desk-error';
import { readText } from './body';
import { repeatedKey } from './repeated-key';

/** Our bodies are small: an e-mail, a phone number, a flag. */
const MAX_BODY_BYTES = 16_384;

/**
 * Parses a value at the boundary.
 * @throws DeskError `invalid_request` with a problem per field; never the value itself
 */
function parse<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const fields: Record<string, Problem> = {};
  for (const issue of parsed.error.issues) {
    const names = issue.code === 'unrecognized_keys' ? issue.keys.map(nameable) : [issue.path.join('.') || 'body'];
    for (const name of names) fields[name] ??= problemOf(issue);
  }
  throw new DeskError('invalid_request', undefined, { fields });
}

/** Parses a query string. A repeated key is refused, because either value could be meant. */
export function parseQuery<T>(schema: z.ZodMiniType<T>, url: string): T {
  const query = new URL(url).searchParams;
  const values: Record<string, string> = {};
  for (const [key, value] of query) {
    if (Object.hasOwn(values, key)) {
      throw new DeskError('invalid_request', undefined, { fields: { [nameable(key)]: { code: 'given_twice' } } });
    }
    values[key] = value;
  }
  return parse(schema, values);
}

/**
 * Reads a JSON body. Requires the content type of JSON, because a form of another site cannot send that without a
 * preflight request. A repeated key is refused, because another reader of the same body may take the other value.
 * @throws DeskError `invalid_request`, `payload_too_large`
 */
export async function parseBody<T>(schema: z.ZodMiniType<T>, request: Request): Promise<T> {
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) {
    throw new DeskError('invalid_request', { code: 'not_json_type' });
  }
  return parse(schema, parseJson(await readText(request, MAX_BODY_BYTES)));
}

/** JSON is UTF-8 (RFC 8259), whether or not the type says so. */
const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

function parseJson(text: string): unknown {
  const parsed = jsonOf(text);
  const repeated = repeatedKey(text);
  if (repeated === null) return parsed;
  throw new DeskError('invalid_request', undefined, { fields: { [nameable(repeated)]: { code: 'given_twice' } } });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DeskError('invalid_request', { code: 'not_json' });
  }
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  if (issue.code === 'unrecognized_keys') return { code: 'unknown_key' };
  if (issue.code === 'invalid_type' && /^Invalid input/.test(issue.message)) {
    return issue.input === undefined ? { code: 'missing' } : { code: 'wrong_type', type: issue.expected };
  }
  // zod's standard messages begin with "Invalid". Any other message is a rule of the schema.
  return /^Invalid/.test(issue.message) ? { code: 'not_valid' } : { code: 'rule', rule: issue.message };
}

/** Our answer repeats a key that the caller chose only when it looks like a key. */
function nameable(key: string): string {
  return /^[A-Za-z_]{1,30}$/.test(key) ? key : 'body';
}

export interface CustomerParams {
  uuid: string;
}

/**
 * The customer that a path names.
 * @throws DeskError `not_found` for a text that cannot be a uuid of the vendor's
 */
export function parseUuid(params: CustomerParams): string {
  const parsed = z.safeParse(customerUuidSchema, params.uuid);
  if (!parsed.success) throw new DeskError('not_found');
  return parsed.data;
}

export interface NumberParams {
  number: string;
}

/**
 * The numbered thing that a path names.
 * @throws DeskError `not_found` for a text that is no number
 */
export function parseNumber({ number }: NumberParams): number {
  const parsed = z.safeParse(reviewNumberSchema, number);
  if (!parsed.success) throw new DeskError('not_found', { code: 'nothing_here' });
  return parsed.data;
}

export interface IdParams {
  id: string;
}

/**
 * The account or session that a path names.
 * @throws DeskError `not_found` for a text that is no uuid
 */
export function parseId(id: string): string {
  const parsed = z.safeParse(idSchema, id);
  if (!parsed.success) throw new DeskError('not_found', { code: 'nothing_here' });
  return parsed.data;
}
