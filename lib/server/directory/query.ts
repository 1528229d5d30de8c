import 'server-only';
import type { SearchQuery } from '../../contracts/search';
import type { Query } from './search-sql';
import { parseTerms } from './terms';

/** @returns `null` when the text says too little to be looked for */
export function toQuery({ text = '', filters = {}, sort = { by: 'relevance' } }: SearchQuery): Query | null {
  const terms = text.trim() === '' ? null : parseTerms(text);
  if (terms === null && text.trim() !== '') return null;
  return { terms, filters, sort, now: new Date() };
}
