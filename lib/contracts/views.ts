import type { ExpiringParams } from './expiring';
import type { SearchFilters, SearchSort } from './search';

/** Saved views: filters, order and columns of a list under a name. No text: a text may be a person's name. */

export const VIEW_PAGES = ['customers', 'expiring'] as const;
export type ViewPage = (typeof VIEW_PAGES)[number];

/** Characters of a name. */
export const VIEW_NAME = { least: 2, most: 40 } as const;
/** So many views a person has of their own, the team together, and so many the daily digest counts. */
export const MOST_VIEWS = { own: 30, team: 50, digest: 20 } as const;
/** So many columns a view names. */
export const MOST_VIEW_COLUMNS = 20;

export interface CustomersView {
  page: 'customers';
  filters: SearchFilters;
  sort?: SearchSort | undefined;
}

export interface ExpiringView {
  page: 'expiring';
  /** The window, filters and order. */
  params: ExpiringParams;
}

/** What a view shows. The columns are those that are shown, in their order; without them each browser keeps its own. */
export type ViewState = (CustomersView | ExpiringView) & { columns?: string[] | undefined };

export interface SavedView {
  id: string;
  name: string;
  /** Everybody sees it. */
  team: boolean;
  /** The daily digest counts it; of the team's views alone. */
  digest: boolean;
  state: ViewState;
  /** A change names the version that it starts from. Opaque. */
  version: string;
  /** The name of the colleague who saved it. */
  by: string;
  /** Whether the reader saved it. */
  mine: boolean;
  /** Whether the reader may change and remove it. */
  mayChange: boolean;
}

/** `GET /api/views`: the reader's own views and the team's, by name. */
export interface ViewList {
  views: SavedView[];
}

/** The parts of a view that a change names. */
export const VIEW_PARTS = ['name', 'team', 'digest', 'state'] as const;

/** `POST /api/views`. The browser draws the id, so that sending twice saves once. */
export interface NewView {
  id: string;
  name: string;
  team: boolean;
  state: ViewState;
  /** What was sent under this id before, without an answer. Only over one of these the view may be saved again. */
  earlier?: ViewSent[] | undefined;
}

export type ViewSent = Pick<SavedView, 'name' | 'team' | 'state'>;
/** So many earlier versions are told: the newest. */
export const MOST_SENT = 10;

/**
 * `PATCH /api/views/{id}`, answered with the view as it is then: what it leaves out stays. Only its maker shares a view, or
 * takes it back from the team.
 */
export interface ViewPatch {
  version: string;
  name?: string | undefined;
  team?: boolean | undefined;
  digest?: boolean | undefined;
  state?: ViewState | undefined;
}

/** How many customers, or documents, a view holds. `exact` is false for a lower bound. */
export interface ViewCount {
  count: number;
  exact: boolean;
}

/** `GET /api/views/counts`: by the view's id; `null` where counting took too long. */
export interface ViewCounts {
  counts: Record<string, ViewCount | null>;
}
