/** How the desk looks to a person. Kept in cookies, so that the server's first HTML is already right. */
const THEMES = ['system', 'light', 'dark'] as const;
const DIRECTIONS = ['ltr', 'rtl'] as const;
/** Whether keys of a single character are shortcuts (WCAG 2.2, 2.1.4). */
const SINGLE_KEYS = ['on', 'off'] as const;
export type Theme = (typeof THEMES)[number];
export type Direction = (typeof DIRECTIONS)[number];
type SingleKeys = (typeof SINGLE_KEYS)[number];

export interface Preferences {
  theme: Theme;
  direction: Direction;
  keys: SingleKeys;
}

const PREFERENCE_COOKIES = { theme: 'desk-theme', direction: 'desk-dir', keys: 'desk-keys' } as const;

/** Anybody can write cookies: a value that isn't on the list reads as the default. */
export function readPreferences(cookie: (name: string) => string | undefined): Preferences {
  const theme = cookie(PREFERENCE_COOKIES.theme);
  const direction = cookie(PREFERENCE_COOKIES.direction);
  const keys = cookie(PREFERENCE_COOKIES.keys);
  return {
    theme: THEMES.find((known) => known === theme) ?? 'system',
    direction: DIRECTIONS.find((known) => known === direction) ?? 'ltr',
    keys: SINGLE_KEYS.find((known) => known === keys) ?? 'on',
  };
}

/** For listeners, which run outside React. The root layout writes the attribute. */
export function singleKeysAreOn(): boolean {
  return document.documentElement.dataset.keys !== 'off';
}

const A_YEAR = 31_536_000;

/** Applies a choice at once and keeps it for the next visit. */
export function applyPreference<K extends keyof Preferences>(key: K, value: Preferences[K]): void {
  const root = document.documentElement;
  if (key === 'direction') root.dir = value;
  else root.dataset[key] = value;
  keepCookie(PREFERENCE_COOKIES[key], value);
}

/** The cookie by which the server's first HTML has the reader's own times. */
export const TIME_ZONE_COOKIE = 'desk-zone';

export function keepTimeZone(zone: string): void {
  keepCookie(TIME_ZONE_COOKIE, zone);
}

/** @param value a choice of display, never anything of a customer */
export function keepCookie(name: string, value: string): void {
  const secure = window.location.protocol === 'https:' ? '; secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing from Firefox ESR.
  document.cookie = `${name}=${value}; path=/; max-age=${A_YEAR}; samesite=lax${secure}`;
}

/** A value that {@link keepCookie} has kept, as it is in this moment; `undefined` where there is none. */
export function keptCookie(name: string): string | undefined {
  const pair = document.cookie.split('; ').find((one) => one.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
