'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Address, pushEntry } from '@/components/address/customers-address';
import { readView, writeView } from '@/components/address/filter-codec';
import { ApiError } from '@/lib/client/api-error';
import { lookUp } from '@/lib/client/customers';
import { searchPageQuery } from '@/lib/client/search';
import type { LookupBody } from '@/lib/contracts/requests';
import type { SearchAnswer } from '@/lib/contracts/search';
import { EXACT_ONLY, TYPE_MORE } from '@/lib/words/directory';
import { readContact } from '@/lib/writing/contacts';

/**
 * Enter in the box. What is one person's alone, to the letter (`exact` in the answer), opens that person, as somebody
 * with a caller on the line needs it; everything else becomes the result in the table. Where there is no directory, only
 * the former can work, and the message says so.
 *
 * An answer counts as long as the box and the page are as they were when Enter was pressed: whoever types on, goes back
 * or opens somebody meanwhile must not be taken away from there.
 */
export function useSubmit(typed: string, address: Address, openCustomer: (uuid: string) => void) {
  const client = useQueryClient();
  const attempt = useRef(0);
  const [said, setSaid] = useState<{ about: string; text: string } | null>(null);
  const [working, setWorking] = useState<string | null>(null);
  const text = typed.trim();

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever they become, what was asked before is over.
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
    // A new text is a new question: the best match first, whatever the list was sorted by.
    const show = () => {
      const search = writeView({ ...view, sort: undefined });
      const { entry } = address;
      // Asked again for what is shown: a step would only make Back do nothing.
      if (search === address.search && text === entry.text && entry.trail.length === 0) return;
      pushEntry(search, { text, trail: [] });
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
      const answer = await client.fetchQuery(searchPageQuery(query, undefined, view.perPage));
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

  // About an earlier text there is nothing to say any more.
  return { submit, message: said?.about === typed ? said.text : null, busy: working !== null && working === text };
}

/** Why an answer makes no result to show; `null` when it does. */
function inWords(answer: SearchAnswer, by: LookupBody | null): string | null {
  if (answer.kind === 'type-more') return TYPE_MORE;
  if (answer.kind === 'exact-only') return `The directory is switched off. ${EXACT_ONLY}`;
  if (answer.rows.length > 0) return null;
  if (answer.live === 'failed') return 'Sentinel could not be asked whether it knows anybody. Try again.';
  // Only Sentinel knows that for sure.
  if (answer.live === 'nobody' && by !== null) return `No customer has this ${whatOf(by)}.`;
  // Not everybody is in the directory yet: an empty table would look like an answer.
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
