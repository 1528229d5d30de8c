import type { ViewCount, ViewPage } from '../contracts/views';
import { countText } from './filters';
import { spoken } from './language';
import { counted, type PluralForms } from './numbers';

/** The words of saved views: their menu, their dialogs, and the page that opens one. */
export interface ViewWords {
  menu: string;
  mine: string;
  team: string;
  none: string;
  counts: string;
  save: string;
  manage: string;
  loading: string;
  failed: string;
  uncounted: string;
  /** How many views the menu has. */
  found: PluralForms;
  counting: string;
  counted: string;
  saving: {
    title: string;
    about: string;
    name: string;
    nameHint: string;
    personal: string;
    tooShort: string;
    whom: string;
    forMe: string;
    forTeam: string;
    columns: string;
    save: string;
    cancel: string;
    failed: string;
    saved: string;
  };
  managing: {
    title: string;
    nameOf: (name: string) => string;
    rename: string;
    remove: string;
    removeNamed: (name: string) => string;
    removeQuestion: (name: string) => string;
    keep: string;
    digest: string;
    copyLink: (name: string) => string;
    update: string;
    updated: string;
    changed: (name: string) => string;
    removed: (name: string) => string;
    team: string;
    by: (name: string) => string;
    done: string;
    nothing: string;
  };
  opening: {
    title: string;
    coming: string;
    gone: string;
    why: string;
    back: Record<ViewPage, string>;
  };
}

const ENGLISH: ViewWords = {
  menu: 'Views',
  mine: 'Mine',
  team: 'Team',
  none: 'No view is saved here yet.',
  counts: 'Show counts',
  save: 'Save this view…',
  manage: 'Manage views…',
  loading: 'Loading…',
  failed: 'The views could not be loaded.',
  uncounted: 'Not counted',
  found: { one: '# view', other: '# views' },
  counting: 'The counts are loading…',
  counted: 'The counts are shown',
  saving: {
    title: 'Save this view',
    about: 'Keeps filters, order and columns. The text of a search is never kept.',
    name: 'Name',
    nameHint: 'Say what it is for, without a customer’s name or number.',
    personal: 'This looks like a customer’s data, which a view may not hold.',
    tooShort: 'Give it a name of two characters or more.',
    whom: 'For',
    forMe: 'Me alone',
    forTeam: 'The team',
    columns: 'Keep the columns as they are now',
    save: 'Save view',
    cancel: 'Cancel',
    failed: 'The view was not saved.',
    saved: 'View saved',
  },
  managing: {
    title: 'Saved views',
    nameOf: (name) => `Name of ${name}`,
    rename: 'Save the name',
    remove: 'Remove',
    removeNamed: (name) => `Remove ${name}`,
    removeQuestion: (name) => `Remove “${name}”?`,
    keep: 'Keep it',
    digest: 'In the daily digest',
    copyLink: (name) => `Copy link to ${name}`,
    update: 'Set to what is shown now',
    updated: 'It now shows what is shown here.',
    changed: (name) => `“${name}” is changed`,
    removed: (name) => `“${name}” is removed`,
    team: 'For the team',
    by: (name) => `by ${name}`,
    done: 'Done',
    nothing: 'There are no views of this page yet.',
  },
  opening: {
    title: 'Saved view',
    coming: 'The view is being opened…',
    gone: 'This view is not here',
    why: 'Somebody has removed it, or it is a colleague’s own.',
    back: { customers: 'Go to Customers', expiring: 'Go to Expiring' },
  },
};

export const VIEW_WORDS = spoken({ en: ENGLISH });

/** The number beside a view: "1,234", "1,234+", or that it was not counted; `undefined` while it is being counted. */
export function viewCountText(count: ViewCount | null | undefined): string | undefined {
  return count === null ? VIEW_WORDS.uncounted : count && countText(count.count, count.exact);
}

/** "3 views", or that there is none. */
export function viewsFoundText(views: number): string {
  return views === 0 ? VIEW_WORDS.none : counted(views, VIEW_WORDS.found);
}
