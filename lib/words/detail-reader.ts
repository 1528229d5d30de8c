import { wordFor } from './language';

/** The keys of a detail whose values are of one kind. */
export type KeyOf<Detail, Kind> = {
  [Key in keyof Detail]-?: NonNullable<Detail[Key]> extends Kind ? Key : never;
}[keyof Detail] &
  string;

/**
 * Reads a detail of the audit trail field by field. `Detail` is what today's release writes, and limits the keys that
 * can be asked for. The trail outlives releases: what is missing, or of another kind than asked for, is `undefined`.
 */
export interface DetailReader<Detail> {
  text: (key: KeyOf<Detail, string>) => string | undefined;
  count: (key: KeyOf<Detail, number>) => number | undefined;
  flag: (key: KeyOf<Detail, boolean>) => boolean | undefined;
  list: (key: KeyOf<Detail, readonly string[]>) => string[] | undefined;
  records: (key: KeyOf<Detail, readonly object[]>) => Record<string, unknown>[];
  /** The word for a value. The table has a word for every value that today's release writes. */
  word: <Key extends KeyOf<Detail, string>>(
    key: Key,
    words: Readonly<Record<NonNullable<Detail[Key]> & string, string>>,
  ) => string | undefined;
}

export function detailReader<Detail>(detail: Record<string, unknown>): DetailReader<Detail> {
  const own = (key: string): unknown => (Object.hasOwn(detail, key) ? detail[key] : undefined);
  const text = (key: string) => {
    const value = own(key);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    text,
    count: (key) => {
      const value = own(key);
      return typeof value === 'number' ? value : undefined;
    },
    flag: (key) => {
      const value = own(key);
      return typeof value === 'boolean' ? value : undefined;
    },
    list: (key) => {
      const value = own(key);
      return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : undefined;
    },
    records: (key) => {
      const value = own(key);
      return Array.isArray(value) ? value.filter(isRecord) : [];
    },
    word: (key, words) => {
      const value = text(key);
      return value === undefined ? undefined : wordFor(value, words);
    },
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
