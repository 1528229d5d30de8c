import { pathOnScreen } from '@/components/address/customer-stage';
import { PRINTED_PAGES, type PrintedPage } from '@/lib/contracts/print';
import { rowsText } from '@/lib/words/print';
import { COVERED, hasImages, shownRows } from './paper-parts';

/** The page as the trail names it: a customer, or one of the other pages; `null` for a page that nobody records. */
export type Place = { uuid: string } | { page: PrintedPage } | null;

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
  const path = pathOnScreen();
  const place = placeOf(path);
  if (place !== null && 'uuid' in place) {
    return { place, address: path, rows: [], images: hasImages() };
  }
  const rows = shownRows().map((row) => row.querySelector('a')?.getAttribute('href') ?? '');
  return { place, address: path + window.location.search, rows, images: false };
}

export function isSame(one: Sight, other: Sight): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
