'use client';

import { useFirstAnswer } from '@/components/shell/use-first-answer';
import { searchPageQuery } from '@/lib/client/search';
import type { FirstAnswer } from '@/lib/contracts/answers';
import type { PerPage } from '@/lib/contracts/list-params';
import type { SearchAnswer, SearchQuery } from '@/lib/contracts/search';
import { Result, type ResultProps } from './result';

/** What the page's first HTML shows of the customers whom filters match. */
export type FirstMatches = FirstAnswer<SearchAnswer, never> & { query: SearchQuery; perPage: PerPage };

/** The directory's answer is the only one here: nothing stands in its place. */
const nothing = () => undefined;

/** A result that came with the page. */
export function FirstResult({ first, ...props }: ResultProps & { first: FirstMatches }) {
  useFirstAnswer(searchPageQuery(first.query, undefined, first.perPage), first, nothing);
  return <Result {...props} />;
}
