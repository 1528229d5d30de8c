/**
 * Every key of the desk. Handlers, tooltips, `aria-keyshortcuts`, the palette and the sheet of shortcuts derive from this
 * table and from that of the viewer (`viewer-shortcuts.ts`). Where each shortcut works and who is told of it stands in `shortcut-places.ts`, and what it does in
 * `lib/words/shortcuts.ts`; both are total, so a shortcut without a line on the sheet does not compile. One key may stand
 * for several shortcuts, because only one of their places is on screen.
 *
 * Keys are named as `KeyboardEvent.key` has them, with a space between several. `Mod` is Ctrl, or ⌘ on a Mac. One text for
 * each shortcut, because every page loads this table.
 */
const PAGE_KEYS = {
  search: '/',
  palette: 'Mod+K',
  print: 'Mod+P',
  sheet: '?',
  close: 'Escape',
  send: 'Mod+Enter',
  nextRow: 'j ArrowDown',
  previousRow: 'k ArrowUp',
  firstRow: 'Home',
  lastRow: 'End',
  openRow: 'Enter',
  selectRow: 'Space',
  selectNext: 'Shift+ArrowDown J',
  selectPrevious: 'Shift+ArrowUp K',
  previousPage: '[',
  nextPage: ']',
  export: 'x',
  filters: 'f',
  copyEmail: 'm',
  copyPhone: 'p',
  selectAll: 'a',
  markDone: 'd',
  createLinks: 'l',
  nextCustomer: 'j',
  previousCustomer: 'k',
  images: 'i',
  edit: 'e',
  checkCaller: 'c',
  link: 'l',
  note: 'n',
  trail: 't',
  back: 'b',
  newAccount: 'n',
} as const;

export type PageShortcut = keyof typeof PAGE_KEYS;
export const PAGE_SHORTCUTS = Object.keys(PAGE_KEYS) as PageShortcut[];

export function keysOf(id: PageShortcut): readonly string[] {
  return PAGE_KEYS[id].split(' ');
}

/** Whether a key is a single character, which people may turn off (WCAG 2.2, 2.1.4). */
export function isSingleCharacter(key: string): boolean {
  return key.length === 1;
}

interface Pressed {
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** Whether AltGr is held: browsers tell it apart from Alt and Ctrl here alone. */
  getModifierState?: (key: 'AltGraph') => boolean;
}

/** Signs of a keyboard in Latin letters, by place and whether Shift is held. */
const SIGNS: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Slash: ['/', '?'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
};

/** `Enter` or `F5`, and not the text that a key writes: one key of an Arabic keyboard writes two letters. */
export function isNamedKey(key: string): boolean {
  return /^[A-Z][A-Za-z0-9]+$/.test(key);
}

/**
 * The name of a pressed key in the tables; `null` for a chord that means nothing here. A keyboard in Arabic,
 * Cyrillic or Greek letters writes no `j`: then the key's place counts. A letter is large with Shift and small without,
 * also under Caps Lock.
 */
export function nameOfKey(pressed: Pressed): string | null {
  const { key, code, shiftKey } = pressed;
  // AltGr writes signs: what it wrote counts, and not the place. Some browsers report Ctrl and Alt with it.
  if (pressed.getModifierState?.('AltGraph')) return /^[!-~]$/.test(key) ? key : null;
  if (pressed.altKey) return null;
  const mod = pressed.ctrlKey || pressed.metaKey;
  // The space bar separates the keys of the table.
  if (key === ' ') return shiftKey || mod ? null : 'Space';
  if (shiftKey && /^Arrow(Up|Down)$/.test(key) && !mod) return `Shift+${key}`;
  const latin = isNamedKey(key) || /^[ -~]$/.test(key) ? key : (byPlace(code, shiftKey) ?? key);
  if (mod) return /^[kp]$/i.test(latin) && !shiftKey ? `Mod+${latin.toUpperCase()}` : null;
  if (!/^[a-z]$/i.test(latin)) return latin;
  return shiftKey ? latin.toUpperCase() : latin.toLowerCase();
}

function byPlace(code: string, shiftKey: boolean): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase();
  return SIGNS[code]?.[shiftKey ? 1 : 0];
}
