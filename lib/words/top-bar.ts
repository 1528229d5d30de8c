import { spoken } from './language';

interface TopBarWords {
  /** A tooltip that tells the key as well. */
  hint: (label: string, key: string) => string;
  /** Keys that have a name or a sign; others are written as they are. */
  keys: Readonly<Record<string, string>>;
}

const ENGLISH: TopBarWords = {
  hint: (label, key) => `${label} (${key})`,
  keys: {
    ...{ ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→' },
    ...{ Escape: 'Esc', 'Mod+K': 'Ctrl K', 'Mod+P': 'Ctrl P', 'Mod+Enter': 'Ctrl Enter', B: 'Shift B', T: 'Shift T' },
    ...{ J: 'Shift J', K: 'Shift K', 'Shift+ArrowDown': 'Shift ↓', 'Shift+ArrowUp': 'Shift ↑' },
  },
};

const WORDS = spoken({ en: ENGLISH });

export function keyWord(key: string): string {
  return WORDS.keys[key] ?? key;
}

/** "Edit contact (e)". Apart from the words of the sheet, because every page has tooltips. */
export function keyHint(label: string, key: string): string {
  return WORDS.hint(label, keyWord(key));
}
