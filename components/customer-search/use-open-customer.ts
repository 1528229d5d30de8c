'use client';

import { useEffect, useRef } from 'react';
import { useCustomerOpening } from '@/components/address/customer-stage';
import { type Address, keepText, pushEntry } from '@/components/address/customers-address';
import { readView, writeView } from '@/components/address/filter-codec';
import { rememberShownList } from '@/components/address/shown-list';

/**
 * Opens a customer that a text has found, once for each text: a second Enter, while the page is on its way, does
 * nothing.
 *
 * Back shows the text's whole result, and Next walks through the result. The result takes the history entry of the
 * plain list; a result, a page or an order that was on screen before keeps its own entry.
 */
export function useOpenCustomer(text: string, address: Address): OpenCustomer {
  const openCustomer = useCustomerOpening();
  const leaving = useRef<string | null>(null);
  // The list stays while a customer is shown: after Back, the same text may open a customer again.
  useEffect(
    () => () => {
      leaving.current = null;
    },
    [],
  );
  const isLeaving = () => leaving.current === text;
  const open = (uuid: string) => {
    if (isLeaving()) return;
    leaving.current = text;
    const { search, entry } = address;
    const whole = writeView({ filters: {}, sort: undefined, perPage: readView(search).perPage });
    const here = search === whole && entry.trail.length === 0;
    if (!here || (entry.text !== '' && entry.text !== text)) pushEntry(whole, { text, trail: [] });
    if (here && entry.text === '') keepText(text);
    rememberShownList({ kind: 'result', query: { text } });
    openCustomer(uuid);
  };
  return { open, isLeaving };
}

interface OpenCustomer {
  open: (uuid: string) => void;
  /** Whether the customer's page is already loading. */
  isLeaving: () => boolean;
}
