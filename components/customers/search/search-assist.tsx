'use client';

import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useState } from 'react';
import type { SearchRow } from '@/lib/contracts/search';
import type { Address } from './address';
import type { BoxState } from './search-box';
import { SuggestionPanel } from './suggestion-panel';
import { useOpenCustomer } from './use-open-customer';
import { useSubmit } from './use-submit';
import { useSuggestions } from './use-suggestions';

export interface SearchAssistProps {
  input: RefObject<HTMLInputElement | null>;
  /** Filled in with what the box's keys do. */
  keys: RefObject<((event: KeyboardEvent) => void) | null>;
  listId: string;
  typed: string;
  /** Grows with each Enter. */
  submits: number;
  address: Address;
  onBox: (state: BoxState) => void;
}

/** What the search box finds: suggestions while somebody types, the whole result on Enter. */
export function SearchAssist({ input, keys, listId, typed, submits, address, onBox }: SearchAssistProps) {
  const [focused, setFocused] = useState(() => document.activeElement === input.current);
  /** The text whose suggestions were closed, by Escape or by Enter. */
  const [closed, setClosed] = useState<string | null>(address.entry.text);
  const [chosen, setChosen] = useState<{ text: string; index: number }>({ text: '', index: -1 });
  const { submit, message, busy } = useSubmit(typed, address);
  const text = typed.trim();
  const open = focused && text !== '' && closed !== text;
  const suggestions = useSuggestions(open ? text : '');
  const rows = open ? suggestions.rows : [];
  const index = chosen.text === text ? Math.min(chosen.index, rows.length - 1) : -1;
  const optionId = (at: number) => (at < 0 ? undefined : `${listId}-${at}`);
  const openCustomer = useOpenCustomer();
  const active = optionId(index);
  const loading = busy || suggestions.loading;
  const wrong = message !== null;

  useEffect(() => onBox({ busy: loading, wrong, active }), [onBox, loading, wrong, active]);

  const go = (row: SearchRow, newTab = false) => openCustomer(row.uuid, text, newTab);

  const onSubmit = useEffectEvent(() => {
    const row = rows[index];
    setClosed(text);
    if (row) go(row);
    else void submit();
  });
  useEffect(() => {
    if (submits > 0) onSubmit();
  }, [submits]);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && text !== '') {
      event.preventDefault();
      if (closed === text) setClosed(null);
      // Before the first stands the box itself, so that Enter can mean the whole result again.
      const places = rows.length + 1;
      setChosen({ text, index: ((index + 1 + step + places) % places) - 1 });
    }
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      setClosed(text);
    }
  });
  useEffect(() => {
    const box = input.current;
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
      index={index}
      optionId={optionId}
      open={open && !wrong}
      answer={open ? suggestions.answer : undefined}
      problem={message ?? (open ? suggestions.problem : null)}
      onChoose={go}
    />
  );
}
