'use client';

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Address } from '@/components/address/customers-address';
import { readView, writeView } from '@/components/address/filter-codec';
import { ApiError } from '@/lib/client/api-error';
import { lookUp } from '@/lib/client/customers';
import { isWaiting, searchPageQuery } from '@/lib/client/search';
import type { LookupBody } from '@/lib/contracts/requests';
import type { SearchAnswer } from '@/lib/contracts/search';
import { EXACT_ONLY, TYPE_MORE } from '@/lib/words/directory';
import { readContact } from '@/lib/writing/contacts';

interface SubmitOptions {
  typed: string;
  address: Address;
  /** Shows the text's whole result. `search` holds page size and filters. */
  showResult: (search: string, text: string) => void;
  openCustomer: (uuid: string) => void;
}

/**
 * Enter in the box. A text that belongs to exactly one customer (`exact` in the answer) opens that customer, because
 * the agent may have the caller on the line. Any other text becomes the result in the table. Without a directory only
 * an exact text can work, and the message says so.
 *
 * An answer counts only while box and page are as they were at Enter. A person who types on, goes back or opens a
 * customer meanwhile must not be taken away from there.
 */
export function useSubmit({ typed, address, showResult, openCustomer }: SubmitOptions) {
  const client = useQueryClient();
  const attempt = useRef(0);
  const [said, setSaid] = useState<{ about: string; text: string } | null>(null);
  const [working, setWorking] = useState<string | null>(null);
  const text = typed.trim();

  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of text or address ends the earlier question.
  useEffect(
    () => () => {
      attempt.current += 1;
      setWorking(null);
    },
    [typed, address],
  );

  const submit = async () => {
    attempt.current += 1;
    const mine = attempt.current;
    const view = readView(address.search);
    // A new text starts with the best match first, whatever order the list had.
    const show = () => {
      const search = writeView({ ...view, sort: undefined });
      const { entry } = address;
      // This result is on screen already: one more step would only make Back do nothing.
      if (search === address.search && text === entry.text && entry.trail.length === 0) return;
      showResult(search, text);
    };
    if (text === '') {
      if (address.entry.text !== '') show();
      return;
    }
    // Only a first sorting: the phone rules weigh 40 KB, and the handler has them.
    const by: LookupBody | null = readContact(text);
    setSaid(null);
    setWorking(text);
    try {
      const query = { text, filters: view.filters };
      const answer = await firstRows(client, searchPageQuery(query, undefined, view.perPage));
      if (mine !== attempt.current) return;
      if (answer.kind === 'exact-only' && by !== null) {
        const { uuid } = await lookUp(by);
        if (mine === attempt.current) openCustomer(uuid);
      } else if (answer.kind === 'rows' && answer.exact !== null) openCustomer(answer.exact);
      else {
        const problem = inWords(answer, by);
        if (problem === null) show();
        else setSaid({ about: typed, text: problem });
      }
    } catch (error) {
      if (mine === attempt.current) setSaid({ about: typed, text: explain(error, by) });
    } finally {
      if (mine === attempt.current) setWorking(null);
    }
  };

  // A message about an earlier text no longer counts.
  return { submit, message: said?.about === typed ? said.text : null, busy: working !== null && working === text };
}

/** The answer, or the directory's rows before it when Sentinel takes its time. */
async function firstRows(client: QueryClient, query: ReturnType<typeof searchPageQuery>): Promise<SearchAnswer> {
  const cache = client.getQueryCache();
  let stop = () => {};
  const early = new Promise<SearchAnswer>((resolve) => {
    stop = cache.subscribe(() => {
      const known = client.getQueryData(query.queryKey);
      if (known !== undefined && isWaiting(known)) resolve(known);
    });
  });
  try {
    return await Promise.race([client.fetchQuery(query), early]);
  } finally {
    stop();
  }
}

/** Why an answer has no result to show; `null` when it has one. */
function inWords(answer: SearchAnswer, by: LookupBody | null): string | null {
  if (answer.kind === 'type-more') return TYPE_MORE;
  if (answer.kind === 'exact-only') return `The directory is switched off. ${EXACT_ONLY}`;
  if (answer.rows.length > 0) return null;
  if (answer.live === 'failed') return 'Sentinel could not be asked whether it knows anybody. Try again.';
  // Only Sentinel's own answer is certain.
  if (answer.live === 'nobody' && by !== null) return `No customer has this ${whatOf(by)}.`;
  // The directory is still filling: an empty table would look like a certain answer.
  if (answer.directory.state === 'empty') return EXACT_ONLY;
  return answer.directory.state === 'filling' ? `Nobody found so far. ${EXACT_ONLY}` : null;
}

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
