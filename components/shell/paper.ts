import { pathOnScreen } from '@/components/address/customer-stage';
import { PRINTED_PAGES, type PrintedPage } from '@/lib/contracts/print';
import { rowsText } from '@/lib/words/print';

/** The page as the trail names it: a customer, or one of the other pages; `null` for a page that nobody records. */
type Place = { uuid: string } | { page: PrintedPage } | null;

/** What a print has on paper. */
export interface Sight {
  place: Place;
  /** The page's own part of the address. Only a list has more than its path. */
  address: string;
  /** Where the rows of a list lead. */
  rows: string[];
  images: boolean;
}

/** "Rows 1–50 of 2,400". */
export function rowsNow(): string | null {
  const rows = shownRows();
  if (rows.length === 0) return null;
  const range = [...document.querySelectorAll('main nav[aria-label="Pages"] [data-range]')].find(isShown);
  return rowsText(range?.textContent ?? null, rows.length, document.querySelector('main [data-more]') !== null);
}

function shownRows(): Element[] {
  return [...document.querySelectorAll('main tbody tr[data-index]')].filter(isShown);
}

/** A list that a customer covers stays in the document. */
const COVERED = '[style*="display: none"]';

/** Whether Sentinel has not answered for the customer on screen yet, or rows of the list on screen are still coming. */
export function isUnfinished(): boolean {
  return document.querySelector(`main > :not(${COVERED}) :is([data-unfinished], table[aria-busy="true"])`) !== null;
}

/** On paper the pager is hidden, and its text still counts. */
function isShown(element: Element): boolean {
  return element.closest(`main > ${COVERED}`) === null;
}

export function placeOf(pathname: string): Place {
  const [, first = '', second] = pathname.split('/');
  if (first === 'customers' && second !== undefined) return { uuid: decodeURIComponent(second) };
  const page = PRINTED_PAGES.find((one) => one === first);
  return page === undefined ? null : { page };
}

export function isList(place: Place): boolean {
  return place === null || 'page' in place;
}

/** What is on screen now. Next may still name the page before. */
export function sightNow(): Sight {
  return sightOf(pathOnScreen());
}

export function sightOf(path: string): Sight {
  const place = placeOf(path);
  if (place !== null && 'uuid' in place) {
    const images = document.querySelector('main img[src^="blob:"]:not([data-unmarked])') !== null;
    return { place, address: path, rows: [], images };
  }
  const rows = shownRows().map((row) => row.querySelector('a')?.getAttribute('href') ?? '');
  return { place, address: path + window.location.search, rows, images: false };
}

export function isSame(one: Sight, other: Sight): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
