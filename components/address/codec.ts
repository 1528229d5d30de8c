/**
 * A page's state in its address. Each page has one codec: an allow-list of parameters. A parameter that is missing, or
 * whose text is no valid value, reads as its default or as absent, and never reaches the API. A codec writes no default,
 * so that one state has one address. `docs/url-state.md` says why the desk has no library for this.
 */

/** A query string, with or without its `?`, or the `searchParams` that Next hands to a page. */
export type AddressQuery = string | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Parameter<T> {
  /** The value that the text stands for; `undefined` when the text is no valid value. */
  read: (text: string) => T | undefined;
  write: (value: T) => string;
}

/** Some parameters of a page, `undefined` for one to take out of the address. */
export type Change<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** What an address says: the parameters `D` always have a value, the others may be absent. */
export type Given<T, D extends keyof T> = Partial<Omit<T, D>> & Pick<T, D>;

export interface Codec<T, D extends keyof T> {
  read: (query: AddressQuery) => Given<T, D>;
  /** Empty, or a query string with its `?`. Parameters come in the order of the codec. */
  write: (state: Change<T>) => string;
}

export function addressCodec<T extends object, Defaults extends Partial<NoInfer<T>>>(
  parameters: { readonly [K in keyof T]: Parameter<T[K]> },
  defaults: Defaults,
): Codec<T, keyof T & keyof Defaults> {
  const ofDefaults: Change<T> = defaults;
  return {
    read: (query) => {
      const texts = textsOf(query);
      const state: Partial<T> = {};
      for (const key in parameters) {
        const text = texts.get(key);
        const value = (text === null ? undefined : parameters[key].read(text)) ?? ofDefaults[key];
        if (value !== undefined) state[key] = value;
      }
      return state as Given<T, keyof T & keyof Defaults>;
    },
    write: (state) => {
      const texts = new URLSearchParams();
      for (const key in parameters) {
        const { write } = parameters[key];
        const [value, normal] = [state[key], ofDefaults[key]];
        if (value === undefined) continue;
        const text = write(value);
        if (normal === undefined || text !== write(normal)) texts.set(key, text);
      }
      // A comma needs no escape in a query, and people read these addresses.
      const query = texts.toString().replaceAll('%2C', ',');
      return query === '' ? '' : `?${query}`;
    },
  };
}

/** The first text of each key, as `URLSearchParams.get` has it for a key that is given twice. */
function textsOf(query: AddressQuery): URLSearchParams {
  if (typeof query === 'string') return new URLSearchParams(query);
  const texts = new URLSearchParams();
  for (const [key, given] of Object.entries(query)) {
    const text = typeof given === 'object' ? given[0] : given;
    if (text !== undefined) texts.set(key, text);
  }
  return texts;
}

export function oneOf<T extends string | number>(allowed: readonly T[]): Parameter<T> {
  return { read: (text) => allowed.find((value) => String(value) === text), write: String };
}

/** A whole number, in plain ASCII digits: `2.5`, `1e3`, `-1` and `007` are none. */
export function wholeNumber(least: number, most: number): Parameter<number> {
  return {
    read: (text) => {
      const value = /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : Number.NaN;
      return value >= least && value <= most ? value : undefined;
    },
    write: String,
  };
}

/** A text as a check returns it: the check may normalise the text, or refuse it with `null`. */
export function checkedText(check: (text: string) => string | null): Parameter<string> {
  return { read: (text) => check(text) ?? undefined, write: String };
}

/** A status code; `none` and `unreadable` stand for customers without one. */
export const statusCode: Parameter<number | 'none' | 'unreadable'> = {
  read: (text) =>
    text === 'none' || text === 'unreadable' ? text : /^-?\d{1,9}$/.test(text) ? Number(text) : undefined,
  write: String,
};

/** Only `true` turns a flag on; a flag that is off is absent. */
export const flag: Parameter<true> = { read: (text) => (text === 'true' ? true : undefined), write: String };

/** A value as the vendor writes it, such as a nationality. The API refuses longer texts and control characters. */
export const vendorWord = checkedText((text) => (/^\P{Cc}{1,60}$/u.test(text) ? text : null));

/**
 * Values with commas between them. Invalid values are dropped, and so are repeated ones.
 *
 * @param most how many values the API takes; more are dropped
 */
export function listOf<T>({ read, write }: Parameter<T>, most: number): Parameter<T[]> {
  return {
    read: (text) => {
      const values = text.split(',').flatMap((item) => read(unescapeItem(item)) ?? []);
      return values.length === 0 ? undefined : [...new Set(values)].slice(0, most);
    },
    write: (values) => values.map((value) => escapeItem(write(value))).join(),
  };
}

/** A comma inside a value must not read as two values. */
function escapeItem(text: string): string {
  return text.replaceAll('%', '%25').replaceAll(',', '%2C');
}

function unescapeItem(text: string): string {
  return text.replace(/%(25|2C)/gi, (escaped) => (escaped === '%25' ? '%' : ','));
}
