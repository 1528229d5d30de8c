'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiError } from '@/lib/client/api-error';
import { lookUp } from '@/lib/client/customers';
import { searchPageQuery } from '@/lib/client/search';
import type { LookupBody } from '@/lib/contracts/requests';
import type { SearchAnswer } from '@/lib/contracts/search';
import { isFiltered, readView, writeView } from '../filters/filter-parsers';
import { type Address, pushEntry } from './address';
import { EXACT_ONLY } from './directory-words';
import { readSearch } from './search-text';
import { useOpenCustomer } from './use-open-customer';

/**
 * Enter in the box. A whole e-mail address or phone number that is one person's opens that person, as somebody with a
 * caller on the line needs it; everything else becomes the result in the table. Where there is no directory, only the
 * former can work, and the message says so.
 */
export function useSubmit(typed: string, address: Address) {
  const client = useQueryClient();
  const openCustomer = useOpenCustomer();
  const attempt = useRef(0);
  const [said, setSaid] = useState<{ about: string; text: string } | null>(null);
  const [working, setWorking] = useState<string | null>(null);
  const text = typed.trim();

  const submit = async () => {
    attempt.current += 1;
    const mine = attempt.current;
    const view = readView(address.search);
    // A new text is a new question: the best match first, whatever the list was sorted by.
    const show = () => pushEntry(writeView({ ...view, sort: undefined }), { text, trail: [] });
    if (text === '') {
      if (address.entry.text !== '') show();
      return;
    }
    const by = readSearch(text);
    setSaid(null);
    setWorking(text);
    try {
      const query = { text, filters: view.filters };
      const answer = await client.fetchQuery(searchPageQuery(query, undefined, view.perPage));
      const one = answer.kind === 'rows' && !answer.similar && answer.rows.length === 1 ? answer.rows[0] : undefined;
      if (answer.kind === 'exact-only' && by !== null) {
        const { uuid } = await lookUp(by);
        if (mine === attempt.current) openCustomer(uuid, text);
      } else if (mine !== attempt.current) return;
      else if (by !== null && one && !isFiltered(view.filters)) openCustomer(one.uuid, text);
      else {
        const problem = inWords(answer, isFiltered(view.filters) ? null : by);
        if (problem === null) show();
        else setSaid({ about: typed, text: problem });
      }
    } catch (error) {
      if (mine === attempt.current) setSaid({ about: typed, text: explain(error, by) });
    } finally {
      if (mine === attempt.current) setWorking(null);
    }
  };

  // About an earlier text there is nothing to say any more.
  return { submit, message: said?.about === typed ? said.text : null, busy: working !== null && working === text };
}

/** Why an answer makes no result to show; `null` when it does. */
function inWords(answer: SearchAnswer, by: LookupBody | null): string | null {
  if (answer.kind === 'type-more') return TYPE_MORE;
  if (answer.kind === 'exact-only') return `The directory is switched off. ${EXACT_ONLY}`;
  if (answer.rows.length > 0) return null;
  if (answer.live === 'failed') return 'Sentinel could not be asked whether it knows anybody. Try again.';
  if (by !== null) return `No customer has this ${whatOf(by)}.`;
  // Not everybody is in the directory yet: an empty table would look like an answer.
  if (answer.directory.state === 'empty') return EXACT_ONLY;
  return answer.directory.state === 'filling' ? `Nobody found so far. ${EXACT_ONLY}` : null;
}

export const TYPE_MORE = 'Type one more letter.';

function explain(error: unknown, by: LookupBody | null): string {
  if (!(error instanceof ApiError)) return 'The search did not work. Try again.';
  if (error.code === 'not_found' && by !== null) return `No customer has this ${whatOf(by)}.`;
  if (error.code === 'invalid_request' && by !== null)
    return `This ${whatOf(by)} can not be read. Check it, then try again.`;
  return error.message;
}

function whatOf(by: LookupBody): string {
  return by.email === undefined ? 'phone number' : 'e-mail address';
}
