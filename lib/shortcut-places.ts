import type { Permission } from './access';
import { keysOf, PAGE_SHORTCUTS, type PageShortcut } from './shortcuts';
import { VIEWER_KEYS, type ViewerShortcut, viewerKeysOf } from './viewer-shortcuts';

export type ShortcutId = PageShortcut | ViewerShortcut;

/** Where a shortcut works, in the order in which people are told of them. */
export const SHORTCUT_PLACES = [
  'everywhere',
  'tables',
  'customers',
  'expiring',
  'customer',
  'viewer',
  'accounts',
] as const;
export type ShortcutPlace = (typeof SHORTCUT_PLACES)[number];

const VIEWER_SHORTCUTS = Object.keys(VIEWER_KEYS) as ViewerShortcut[];
export const SHORTCUT_IDS: readonly ShortcutId[] = [...PAGE_SHORTCUTS, ...VIEWER_SHORTCUTS];

/** A shortcut of the viewer works in the viewer. */
const PLACES: Record<PageShortcut, Exclude<ShortcutPlace, 'viewer'>> = {
  search: 'everywhere',
  palette: 'everywhere',
  print: 'everywhere',
  sheet: 'everywhere',
  close: 'everywhere',
  send: 'everywhere',
  nextRow: 'tables',
  previousRow: 'tables',
  firstRow: 'tables',
  lastRow: 'tables',
  openRow: 'tables',
  selectRow: 'tables',
  selectNext: 'tables',
  selectPrevious: 'tables',
  previousPage: 'tables',
  nextPage: 'tables',
  export: 'tables',
  filters: 'tables',
  copyEmail: 'customers',
  copyPhone: 'customers',
  selectAll: 'expiring',
  markDone: 'expiring',
  createLinks: 'expiring',
  nextCustomer: 'customer',
  previousCustomer: 'customer',
  images: 'customer',
  edit: 'customer',
  checkCaller: 'customer',
  link: 'customer',
  note: 'customer',
  trail: 'customer',
  back: 'customer',
  newAccount: 'accounts',
};

/** People without the permission are not told of the key, and their page has no use for it. */
const NEEDED: Readonly<Record<string, Permission>> = {
  images: 'images:view',
  edit: 'contact:edit',
  checkCaller: 'contact:edit',
  link: 'link:create',
  createLinks: 'link:create',
  trail: 'audit:customers',
  export: 'customers:export',
  newAccount: 'accounts:manage',
};

export function placeOf(id: ShortcutId): ShortcutPlace {
  return isOfViewer(id) ? 'viewer' : PLACES[id];
}

/** The permission that a shortcut's action takes; `undefined` for actions of everybody. */
export function neededFor(id: ShortcutId): Permission | undefined {
  return isOfViewer(id) ? 'images:view' : NEEDED[id];
}

export function allKeysOf(id: ShortcutId): readonly string[] {
  return isOfViewer(id) ? viewerKeysOf(id) : keysOf(id);
}

function isOfViewer(id: ShortcutId): id is ViewerShortcut {
  return id in VIEWER_KEYS;
}
