import { spoken } from './language';

interface TitleWords {
  /** A page's title, with the program's name behind it. */
  page: (title: string) => string;
  customer: (id: string) => string;
  withStatus: (status: string, id: string) => string;
}

const ENGLISH: TitleWords = {
  page: (title) => `${title} · Sentinel desk`,
  customer: (id) => `Customer ${id}`,
  withStatus: (status, id) => `${status} · ${id}`,
};

const WORDS = spoken({ en: ENGLISH });

/** So much of an id tells the tabs of one person apart. */
const SHORT = 8;

export function shortId(uuid: string): string {
  return uuid.slice(0, SHORT);
}

/** "Accepted · 3fa85f64". Never a name: browsers keep titles in their history, which outlives the session. */
export function customerTitle(uuid: string, status: string | null): string {
  return status === null ? WORDS.customer(shortId(uuid)) : WORDS.withStatus(status, shortId(uuid));
}

/** The whole title of the tab, as Next's template writes it for pages of its own. */
export const { page: pageTitle } = WORDS;
