import { pathOnScreen } from '@/components/address/customer-stage';

/** A list that a customer covers stays in the document, and is not on paper. */
export const COVERED = '[style*="display: none"]';

function onPaper(what: string): Element[] {
  return [...document.querySelectorAll(`main > :not(${COVERED}) ${what}`)];
}

export const shownRows = () => onPaper('tbody tr[data-index]');
export const hasImages = () => onPaper('img[src^="blob:"]:not([data-unmarked])').length > 0;

/** What a print has on paper that came before `printing.tsx`: by then, the page may be another one. */
export interface EarlyPrint {
  path: string;
  rows: number;
  images: boolean;
}

export const earlyPrint = (): EarlyPrint => ({
  path: pathOnScreen(),
  rows: shownRows().length,
  images: hasImages(),
});
