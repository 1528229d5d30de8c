'use client';

import { useRouter, useSelectedLayoutSegments } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { customerIsShown, useCustomerOpening } from '@/components/address/customer-stage';
import { type Address, keepText, keepTextForList, pushEntry } from '@/components/address/customers-address';
import { readView, writeView } from '@/components/address/filter-codec';
import { rememberShownRows, type ShownRows } from '@/components/address/list-places';
import { leaveWhenFree } from '@/lib/client/at-stake';
import { routes } from '@/lib/routes';
import { countText } from '@/lib/words/filters';
import type { Suggestions } from './use-suggestions';

interface OpenCustomer {
  /** @param rows the rows that the customer was chosen from */
  open: (uuid: string, rows?: ShownRows) => void;
  /** Whether the customer's page is already loading. */
  isLeaving: () => boolean;
}

/**
 * Opens a customer that a text has found, once for each text: a second Enter, while the page is on its way, does
 * nothing. Next and previous walk through the text's result.
 *
 * From the Customers page, Back shows the text's whole result: it takes the history entry of the plain list; a result, a
 * page or an order that was on screen before keeps its own entry. From any other page Back leads to that page.
 *
 * @param leaveBox called when the customer opens: the customer's name is to get the focus, and keys are the page's
 */
export function useOpenCustomer(text: string, address: Address, isList: boolean, leaveBox: () => void): OpenCustomer {
  const openCustomer = useCustomerOpening();
  const leaving = useRef<string | null>(null);
  // The box stays while a customer is shown: after Back, the same text may open a customer again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: any other address ends the way to the customer.
  useEffect(
    () => () => {
      leaving.current = null;
    },
    [address],
  );
  const isLeaving = () => leaving.current === text;
  const open = (uuid: string, rows?: ShownRows) => {
    if (isLeaving()) return;
    // Their neighbours stay those of the list that they were opened from.
    if (customerIsShown(uuid)) return leaveBox();
    leaveWhenFree(() => {
      leaving.current = text;
      leaveBox();
      if (isList) keepResult(text, address);
      rememberShownRows({ kind: 'result', query: { text } }, rows);
      openCustomer(uuid);
    });
  };
  return { open, isLeaving };
}

function keepResult(text: string, { search, entry }: Address): void {
  const whole = writeView({ filters: {}, sort: undefined, perPage: readView(search).perPage });
  const here = search === whole && entry.trail.length === 0;
  if (!here || (entry.text !== '' && entry.text !== text)) pushEntry(whole, { text, trail: [] });
  if (here && entry.text === '') keepText(text);
}

/** Where the suggestions stand in the text's result: they are its first rows. */
export function shownRowsOf({ rows, answer }: Suggestions): ShownRows {
  const isWhole = answer?.kind === 'rows' && answer.next === null && !answer.capped;
  return { before: 0, uuids: rows.map(({ uuid }) => uuid), total: countText(rows.length, isWhole) ?? null };
}

/** Shows the result of a text on the Customers page, wherever the person is. */
export function useResultOpening(isList: boolean): (search: string, text: string) => void {
  const router = useRouter();
  // The page that Next shows: behind a customer on the stage it may be the Customers page.
  const inside = useSelectedLayoutSegments().join('/');
  return (search, text) =>
    leaveWhenFree(() => {
      if (isList || `/${inside}` === routes.customers()) return pushEntry(search, { text, trail: [] });
      keepTextForList(text);
      router.push(routes.customers() + search);
    });
}
