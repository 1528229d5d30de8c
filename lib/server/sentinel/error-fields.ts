import 'server-only';
import type { ContactField } from './errors';
import { isRecord } from './is-record';

/**
 * The keys that may name a field in an item of `errors`. The vendor does not document the shape of such an item.
 */
const POINTERS = ['field', 'param', 'path', 'property', 'key', 'name'] as const;
const TEXTS = ['message', 'msg', 'error', 'detail', 'reason'] as const;
const MAX_ITEMS = 100;

/**
 * Guesses the contact fields that the body of a 400, 409 or 422 is about, so that a form can mark them.
 *
 * Accepts any shape: strings, objects, or an object keyed by field. A pointer (`field`, `path` …) wins over prose. An
 * echoed value is never searched, because our own request names both fields. The text is only matched, and no part of
 * it is returned.
 */
export function contactFieldsOf(body: unknown): ContactField[] {
  if (!isRecord(body)) return [];
  const { errors, message } = body;
  const found = new Set<ContactField>();
  if (Array.isArray(errors)) {
    for (const item of errors.slice(0, MAX_ITEMS)) for (const field of fieldsOfItem(item)) found.add(field);
  } else if (isRecord(errors)) {
    for (const key of Object.keys(errors).slice(0, MAX_ITEMS)) for (const field of named(key)) found.add(field);
  } else {
    for (const field of named(errors)) found.add(field);
  }
  if (found.size === 0) for (const field of named(message)) found.add(field);
  return [...found];
}

function fieldsOfItem(item: unknown): ContactField[] {
  if (!isRecord(item)) return named(item);
  const pointed = POINTERS.flatMap((key) => named(item[key]));
  return pointed.length > 0 ? pointed : TEXTS.flatMap((key) => named(item[key]));
}

function named(value: unknown): ContactField[] {
  if (Array.isArray(value))
    return value.slice(0, MAX_ITEMS).flatMap((part) => (typeof part === 'string' ? named(part) : []));
  if (typeof value !== 'string') return [];
  const text = value.slice(0, 2_000);
  const found: ContactField[] = [];
  if (/e-?mail/i.test(text)) found.push('email');
  if (/phone|mobile/i.test(text)) found.push('phoneNumber');
  return found;
}
