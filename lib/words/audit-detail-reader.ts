/** Reads a detail of the trail field by field: what is missing, or of another kind than asked for, is `undefined`. */
export interface DetailReader {
  text: (key: string) => string | undefined;
  count: (key: string) => number | undefined;
  flag: (key: string) => boolean | undefined;
  list: (key: string) => string[] | undefined;
  record: (key: string) => DetailReader | undefined;
  records: (key: string) => DetailReader[];
  /** A text by the word for it; as it came, where there is none. */
  word: (key: string, words: Partial<Record<string, string>>) => string | undefined;
}

export function detailReader(detail: Record<string, unknown>): DetailReader {
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
    record: (key) => {
      const value = own(key);
      return isRecord(value) ? detailReader(value) : undefined;
    },
    records: (key) => {
      const value = own(key);
      return Array.isArray(value) ? value.filter(isRecord).map(detailReader) : [];
    },
    word: (key, words) => {
      const value = text(key);
      return value === undefined ? undefined : wordFor(value, words);
    },
  };
}

export function wordFor(value: string, words: Partial<Record<string, string>>): string {
  return (Object.hasOwn(words, value) ? words[value] : undefined) ?? value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
