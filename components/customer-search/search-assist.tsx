'use client';

import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Address } from '@/components/address/customers-address';
import type { BoxState } from './search-box';
import { optionId, SuggestionPanel } from './suggestion-panel';
import { shownRowsOf, useOpenCustomer, useResultOpening } from './use-open-customer';
import { useSubmit } from './use-submit';
import { useSuggestions } from './use-suggestions';

interface SearchAssistProps {
  input: RefObject<HTMLInputElement | null>;
  /** This component puts its key handler here, and the box calls the handler. */
  keys: RefObject<((event: KeyboardEvent) => void) | null>;
  listId: string;
  typed: string;
  /** How many times the person has pressed Enter. */
  submits: number;
  address: Address;
  isList: boolean;
  onBox: (state: BoxState) => void;
  /** Empties the box. */
  onEmpty: () => void;
}

/** Suggestions while a person types, and the whole result on Enter. */
export function SearchAssist(props: SearchAssistProps) {
  const { input, keys, listId, typed, submits, address, isList, onBox, onEmpty } = props;
  const [focused, setFocused] = useState(() => document.activeElement === input.current);
  /** The text whose suggestions were closed, by Escape or by Enter. */
  const [closed, setClosed] = useState<string | null>(address.entry.text);
  const [chosen, setChosen] = useState<{ text: string; uuid: string | null }>({ text: '', uuid: null });
  const text = typed.trim();
  const customer = useOpenCustomer(text, address, isList, () => {
    // On the list, the text belongs to the history entry.
    if (isList) setClosed(text);
    else onEmpty();
    input.current?.blur();
  });
  const showResult = useResultOpening(isList);
  const { submit, message, busy } = useSubmit({ typed, address, showResult, openCustomer: customer.open });
  const open = focused && text !== '' && closed !== text;
  const suggestions = useSuggestions(open ? text : '');
  const wrong = message !== null;
  const rows = open && !wrong ? suggestions.rows : [];
  // The choice is a customer, not a position: newer rows may have another customer at that position.
  const selectable = suggestions.current ? rows : [];
  const index = chosen.text === text ? selectable.findIndex(({ uuid }) => uuid === chosen.uuid) : -1;
  const row = selectable[index];
  const active = row && optionId(listId, row);
  const loading = busy || suggestions.loading;

  useEffect(() => onBox({ busy: loading, wrong, active }), [onBox, loading, wrong, active]);

  // Back and Forward show a result without suggestions over it.
  useEffect(() => setClosed(address.entry.text), [address.entry.text]);

  const onSubmit = useEffectEvent(() => {
    if (customer.isLeaving()) return;
    setClosed(text);
    if (row) customer.open(row.uuid, shownRowsOf(suggestions));
    else void submit();
  });
  const answered = useRef(0);
  useEffect(() => {
    // The effect runs again when the list comes back from behind a customer.
    if (submits === answered.current) return;
    answered.current = submits;
    onSubmit();
  }, [submits]);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && text !== '') {
      event.preventDefault();
      if (closed === text) setClosed(null);
      // The box itself is one more stop before the first row, so that Enter can mean the whole result again.
      const places = selectable.length + 1;
      const next = ((index + 1 + step + places) % places) - 1;
      setChosen({ text, uuid: selectable[next]?.uuid ?? null });
    }
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      setClosed(text);
    }
  });
  useEffect(() => {
    const box = input.current;
    setFocused(document.activeElement === box);
    keys.current = (event) => onKey(event);
    const focus = () => setFocused(true);
    const blur = () => setFocused(false);
    box?.addEventListener('focus', focus);
    box?.addEventListener('blur', blur);
    return () => {
      keys.current = null;
      box?.removeEventListener('focus', focus);
      box?.removeEventListener('blur', blur);
    };
  }, [input, keys]);

  return (
    <SuggestionPanel
      listId={listId}
      rows={rows}
      current={suggestions.current}
      chosen={row?.uuid}
      answer={open && !wrong ? suggestions.answer : undefined}
      problem={message ?? (open ? suggestions.problem : null)}
      onChoose={(uuid) => customer.open(uuid, shownRowsOf(suggestions))}
    />
  );
}
