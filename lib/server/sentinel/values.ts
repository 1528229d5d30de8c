import 'server-only';
import type { Unreadable } from '../../contracts/customer';
import { readSentDay, readSentMoment } from '../../writing/days';
import { cleanText, visibleText } from '../../writing/text';
import { isRecord } from './is-record';

/**
 * Readers of single values. A value has three states: given and read, not given, and given but not readable
 * (`docs/odd-values.md`). The readers take what has one meaning alone, and guess at nothing.
 */

/** What a reader returns for a value that was given and has no single meaning. */
export const UNREADABLE = Symbol('unreadable');
export type Reader<T> = (given: unknown) => T | typeof UNREADABLE;

/** Longer text is no name, number or authority but an attack or a bug. */
const MAX_TEXT = 100_000;
/** Status codes beyond Postgres' integer, and its largest one, which sorts missing codes last. */
const MAX_STATUS = 2 ** 31 - 2;
/** How much of an unreadable value people see. */
const MAX_SHOWN = 200;
const MAX_INNER = 100;
const MAX_PARTS = 20;
const MAX_DEPTH = 4;

/** Text as it comes. */
export const readText: Reader<string> = (given) =>
  typeof given === 'string' && given.length <= MAX_TEXT ? given : UNREADABLE;

/** A phone or document number, which some systems send as a JSON number. Beyond 2^53 its last digits are lost. */
export const readNumberText: Reader<string> = (given) =>
  Number.isSafeInteger(given) ? String(given) : readText(given);

/** A calendar day, as `YYYY-MM-DD` (`readSentDay`). */
export const readDay: Reader<string> = (given) =>
  (typeof given === 'string' ? readSentDay(given.slice(0, MAX_INNER)) : null) ?? UNREADABLE;

/** A moment with its zone, in the vendor's own writing (`readSentMoment`). */
export const readMoment: Reader<string> = (given) =>
  (typeof given === 'string' ? readSentMoment(given.slice(0, MAX_INNER)) : null) ?? UNREADABLE;

const FLAGS = new Map<unknown, boolean>([
  ...[true, 1, '1', 'true', 'yes', 'y', 't'].map((word) => [word, true] as const),
  ...[false, 0, '0', 'false', 'no', 'n', 'f'].map((word) => [word, false] as const),
]);

/** A boolean, the usual words for one, 1 or 0. "passed" and "ok" are not among them. */
export const readFlag: Reader<boolean> = (given) =>
  FLAGS.get(typeof given === 'string' ? cleanText(given.slice(0, 20)).toLowerCase() : given) ?? UNREADABLE;

/** A finite number, or its digits with a point. `12,5` and `98 %` are not read: their scale would be a guess. */
export const readScore: Reader<number> = (given) => {
  const number = typeof given === 'string' ? digits(given, /^[+-]?\d{1,15}(\.\d{1,15})?$/) : given;
  // JSON's 1e999 is Infinity.
  return typeof number === 'number' && Number.isFinite(number) ? number : UNREADABLE;
};

/** A status code that Postgres' integer holds. */
export const readStatus: Reader<number> = (given) => {
  const code = typeof given === 'string' ? digits(given, /^[+-]?\d{1,10}$/) : given;
  return typeof code === 'number' && Number.isInteger(code) && Math.abs(code) <= MAX_STATUS ? code : UNREADABLE;
};

function digits(given: string, form: RegExp): number | null {
  const text = cleanText(given.slice(0, 40));
  return form.test(text) ? Number(text) : null;
}

/** Whether a value says nothing: missing, null, or a text of spaces alone. */
export function isAbsent(given: unknown): boolean {
  return given === undefined || given === null || (typeof given === 'string' && given.trim() === '');
}

/**
 * What people see of a value that could not be read: its text, or compact JSON, clipped. Images and the vendor's
 * internal fields are left out. Control and direction characters become spaces.
 */
export function shownText(given: unknown): string {
  const text = typeof given === 'string' ? given : typeof given === 'number' ? String(given) : jsonOf(given);
  if (looksLikeImage(text)) return '';
  const clipped = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
  return visibleText(Buffer.from(clipped).toString());
}

/** Compact JSON. Deep and long values end in `…`: an answer may nest deeper than a recursive writer's stack. */
function jsonOf(given: unknown, depth = 0): string {
  if (typeof given === 'string') {
    if (looksLikeImage(given)) return '""';
    return JSON.stringify(given.length > MAX_INNER ? `${given.slice(0, MAX_INNER)}…` : given);
  }
  if (typeof given !== 'object' || given === null) return String(given);
  if (depth >= MAX_DEPTH) return '…';
  const parts = Array.isArray(given)
    ? given.slice(0, MAX_PARTS).map((item) => jsonOf(item, depth + 1))
    : Object.entries(given)
        .filter(([key]) => key !== 'id' && !key.startsWith('_'))
        .slice(0, MAX_PARTS)
        .map(([key, item]) => `${jsonOf(key)}:${jsonOf(item, depth + 1)}`);
  return Array.isArray(given) ? `[${parts.join()}]` : `{${parts.join()}}`;
}

/** A data URI, or a long run of nothing but base64. Images have a route and a permission of their own. */
export function looksLikeImage(value: string): boolean {
  if (/^\s*data:/i.test(value)) return true;
  return value.length > 256 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(value.replace(/[\r\n]+/g, ''));
}

const NOTHING = {};

/** Reads the fields of one object of the vendor's, and lists those that were given and could not be read. */
export class FieldReader<Field extends string> {
  readonly unreadable: Unreadable<Field>[] = [];

  constructor(private readonly raw: Record<string, unknown>) {}

  /** @param name the vendor's name of the field, where it is not ours */
  read<T>(field: Field, reader: Reader<T>, name: string = field): T | null {
    const given = this.raw[name];
    if (isAbsent(given)) return null;
    const value = reader(given);
    if (value !== UNREADABLE) return value;
    this.note(field, given);
    return null;
  }

  /** A text. Spaces alone are a text, too: people see what the vendor holds. */
  text(field: Field): string | null {
    const given = this.raw[field];
    return typeof given === 'string' && given.length <= MAX_TEXT ? given : this.read(field, readText);
  }

  note(field: Field, given: unknown): void {
    this.unreadable.push({ field, given: shownText(given) });
  }

  /** The list of what could not be read, for a record that has a key for it only where there is something in it. */
  get rest(): { unreadable?: Unreadable<Field>[] } {
    return this.unreadable.length === 0 ? NOTHING : { unreadable: this.unreadable };
  }
}

/**
 * The items of a list. One object or one text in place of a list is a list of one; an object whose keys are 0, 1, 2 …
 * is a list as some languages write it; an object without fields is an empty one.
 */
export function itemsOf(given: unknown): unknown[] {
  if (isAbsent(given)) return [];
  if (Array.isArray(given)) return given.some(isAbsent) ? given.filter((item) => !isAbsent(item)) : given;
  if (!isRecord(given)) return [given];
  const keys = Object.keys(given);
  if (keys.length > 0 && keys.every((key, index) => key === String(index))) return itemsOf(Object.values(given));
  return keys.length === 0 ? [] : [given];
}
