import { writeView } from '@/components/address/filter-codec';
import { DESTINATIONS } from '@/components/shell/navigation';
import { can } from '@/lib/access';
import { DEFAULT_LIST } from '@/lib/contracts/list-params';
import type { SearchFilters } from '@/lib/contracts/search';
import type { Viewer } from '@/lib/contracts/viewer';
import type { SavedView } from '@/lib/contracts/views';
import { countries } from '@/lib/kyc/countries';
import { routes } from '@/lib/routes';
import { neededFor } from '@/lib/shortcut-places';
import { isSingleCharacter, keysOf, type PageShortcut } from '@/lib/shortcuts';
import { viewPath } from '@/lib/view-routes';
import { countryRank } from '@/lib/words/country-names';
import { type PaletteFilter, type PaletteGroup, PALETTE_WORDS as WORDS } from '@/lib/words/palette';
import { SHORTCUT_WORDS } from '@/lib/words/shortcuts';
import { keyWord } from '@/lib/words/top-bar';

/** What choosing an entry does. */
type Act =
  /** Opens a page, and does there what a shortcut of that page does. */
  | { kind: 'go'; href: string; begin?: PageShortcut }
  | { kind: 'shortcut'; id: PageShortcut }
  /** Found by the text; its neighbours are those of the text's result. */
  | { kind: 'person'; uuid: string }
  /** In no list. */
  | { kind: 'recent'; uuid: string };

export interface PaletteEntry {
  /** Names the entry and not its position: newer entries may have another one there. */
  id: string;
  group: PaletteGroup;
  label: string;
  /** Beside the label: a key, a status and a nationality. */
  beside: readonly string[];
  act: Act;
}

type Who = Pick<Viewer, 'role' | 'added'>;

/** Moves through a page or opens what is open already: nobody looks for these by name. */
const NOT_LISTED: readonly PageShortcut[] = [
  ...([
    'palette',
    'close',
    'send',
    'nextRow',
    'previousRow',
    'firstRow',
    'lastRow',
    'openRow',
    'selectRow',
    'selectNext',
    'selectPrevious',
  ] as const),
];

/**
 * @param here the shortcuts that do something on the page as it is
 * @param singles whether single characters are keys in this browser
 */
export function actionEntries(here: readonly PageShortcut[], who: Who, singles: boolean): PaletteEntry[] {
  const isAllowed = (id: PageShortcut) => {
    const permission = neededFor(id);
    return permission === undefined || can(who, permission);
  };
  return here
    .filter((id) => !NOT_LISTED.includes(id) && isAllowed(id))
    .map((id) => ({
      id: `action-${id}`,
      group: 'actions',
      label: SHORTCUT_WORDS.does[id],
      beside: keysOf(id)
        .filter((key) => singles || !isSingleCharacter(key))
        .map(keyWord),
      act: { kind: 'shortcut', id },
    }));
}

export function pageEntries(who: Who): PaletteEntry[] {
  const pages = DESTINATIONS.filter(({ permission }) => can(who, permission));
  return [...pages, { label: WORDS.sessions, href: routes.sessions() }].map(({ label, href }) => ({
    id: `page-${href}`,
    group: 'pages',
    label,
    beside: [],
    act: { kind: 'go', href },
  }));
}

/** What can be begun on another page than this one. */
export function elsewhereEntries(here: readonly PageShortcut[], who: Who, takesPasswords: boolean): PaletteEntry[] {
  if (!takesPasswords || !can(who, 'accounts:manage') || here.includes('newAccount')) return [];
  return [
    {
      id: 'begin-newAccount',
      group: 'pages',
      label: SHORTCUT_WORDS.does.newAccount,
      beside: [],
      act: { kind: 'go', href: routes.accounts(), begin: 'newAccount' },
    },
  ];
}

/** The reader's own views and the team's: each opens its page as it was saved. */
export function viewEntries(views: readonly SavedView[]): PaletteEntry[] {
  return views.map(({ id, name, state }) => ({
    id: `view-${id}`,
    group: 'views',
    label: name,
    beside: [WORDS.viewOf[state.page]],
    act: { kind: 'go', href: viewPath(id) },
  }));
}

const FILTERS: Record<PaletteFilter, SearchFilters> = {
  expired: { expired: true },
  expiring: { expiresWithin: 30 },
  faceMatchFailed: { faceMatchFailed: true },
  noStatus: { status: ['none'] },
};

export function filterEntries(who: Who): PaletteEntry[] {
  if (!can(who, 'customers:read')) return [];
  return FILTER_NAMES.map((name) => filterEntry(`filter-${name}`, WORDS.filters[name], FILTERS[name]));
}

const FILTER_NAMES = Object.keys(FILTERS) as PaletteFilter[];

function filterEntry(id: string, label: string, filters: SearchFilters): PaletteEntry {
  const href = routes.customers() + writeView({ filters, sort: undefined, perPage: DEFAULT_LIST.perPage });
  return { id, group: 'filters', label, beside: [], act: { kind: 'go', href } };
}

/** So many countries are offered for one filter. */
const MOST_COUNTRIES = 3;
/** A shorter part of a text begins the names of too many countries. */
const LEAST_OF_COUNTRY = 3;

/**
 * Filters by the nationality that a text names, alone ("emirates") or with another filter ("face match uae"): the words
 * that are not the other filter's name a country, as the search of nationalities beside the list does.
 */
export function nationalityEntries(who: Who, text: string): PaletteEntry[] {
  if (!can(who, 'customers:read')) return [];
  const words = wordsOf(text);
  const alone = countriesFor(words).map(([code, country]) =>
    filterEntry(`filter-any-${code}`, WORDS.nationality.any(country), { nationality: [code] }),
  );
  const together = FILTER_NAMES.flatMap((name) => {
    const label = WORDS.filters[name].toLowerCase();
    const rest = words.filter((word) => !label.includes(word));
    if (rest.length === words.length) return [];
    return countriesFor(rest).map(([code, country]) =>
      filterEntry(`filter-${name}-${code}`, WORDS.nationality[name](country), {
        ...FILTERS[name],
        nationality: [code],
      }),
    );
  });
  return [...alone, ...together];
}

/** The countries that words name, the best first. */
function countriesFor(words: readonly string[]): [code: string, name: string][] {
  const typed = words.join(' ');
  if (typed.length < LEAST_OF_COUNTRY) return [];
  const ranked = [...countries()].flatMap(([code, name]) => {
    const rank = countryRank(code, typed, name);
    return rank === null ? [] : [{ code, name, rank }];
  });
  const best = ranked.sort((a, b) => a.rank - b.rank).slice(0, MOST_COUNTRIES);
  return best.map(({ code, name }) => [code, name]);
}

/** The entries whose label has every word of the text, whatever its case. */
export function matching(entries: readonly PaletteEntry[], text: string): PaletteEntry[] {
  const words = wordsOf(text);
  return entries.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

interface Highlight {
  /** The entry that the person has moved to; `null` for none. */
  chosen: string | null;
  /** The entry that was highlighted first for this text. */
  first: string;
  /** The one customer to whom the text belongs. */
  exact: string | null;
}

/**
 * The entry that Enter takes. Without a choice that is the first one, and it stays while entries come before it: people
 * read it, and then press Enter. Opening a customer is recorded, so Enter alone opens one only where the text is theirs.
 */
export function highlighted(
  entries: readonly PaletteEntry[],
  { chosen, first, exact }: Highlight,
): PaletteEntry | undefined {
  const picked = entries.find(({ id }) => id === chosen);
  if (picked) return picked;
  const offered = entries.filter(({ act }) => act.kind !== 'person' || act.uuid === exact);
  return offered.find(({ id }) => id === first) ?? offered[0];
}

/** The id of the entry one step from the highlighted one, around the ends; from no entry, the first or the last. */
export function stepFrom(
  entries: readonly PaletteEntry[],
  from: PaletteEntry | undefined,
  step: 1 | -1,
): string | null {
  const index = from === undefined ? (step === 1 ? -1 : 0) : entries.indexOf(from);
  return entries[(index + step + entries.length) % entries.length]?.id ?? null;
}
