/** Used after the fonts of the system: `--font-sans` ends with this family. */
const FAMILY = 'Noto Sans Names';

/** The files of `app/fonts`, and the letters that each holds. A browser fetches a file when such a letter is on screen. */
const FACES: readonly (readonly [file: URL, letters: string])[] = [
  [
    new URL('../../app/fonts/noto-sans-devanagari.woff2', import.meta.url),
    'U+0900-097F, U+1CD0-1CF9, U+20B9, U+A830-A839, U+A8E0-A8FF',
  ],
  [new URL('../../app/fonts/noto-sans-bengali.woff2', import.meta.url), 'U+0980-09FE'],
  [new URL('../../app/fonts/noto-sans-tamil.woff2', import.meta.url), 'U+0B82-0BFA'],
  [new URL('../../app/fonts/noto-sans-thai.woff2', import.meta.url), 'U+0E01-0E5B'],
  [new URL('../../app/fonts/noto-sans-ethiopic.woff2', import.meta.url), 'U+1200-1399, U+2D80-2DDE, U+AB01-AB2E'],
  [new URL('../../app/fonts/noto-sans-hebrew.woff2', import.meta.url), 'U+0590-05FF, U+20AA, U+FB1D-FB4F'],
  [new URL('../../app/fonts/noto-sans-sinhala.woff2', import.meta.url), 'U+0D81-0DF4'],
];

let isAdded = false;

/** Makes names readable whose letters the machine has no font for. */
export function addNameLetters(): void {
  if (isAdded) return;
  isAdded = true;
  for (const [file, unicodeRange] of FACES) {
    document.fonts.add(new FontFace(FAMILY, `url("${file.href}")`, { unicodeRange, display: 'swap' }));
  }
}

/** The same at once, for a text that goes to paper. Settles when the fonts of its letters are there, or could not be loaded. */
export async function loadNameLetters(text: string): Promise<void> {
  addNameLetters();
  await document.fonts.load(`1em "${FAMILY}"`, text).catch(() => {});
}
