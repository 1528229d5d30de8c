'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { suggestionsQuery } from '@/lib/client/search';
import type { SearchAnswer, SearchRow } from '@/lib/contracts/search';

/** How long a person must pause in typing before a call is sent, ms. */
const PAUSE = 150;
const MOST = 8;

export interface Suggestions {
  rows: readonly SearchRow[];
  /** Whether the rows belong to the current text. Only then may a row be chosen. */
  current: boolean;
  answer: SearchAnswer | undefined;
  loading: boolean;
  problem: string | null;
}

/**
 * The best few matches for the typed text. At most one call is under way: a newer text cancels the older call, and the
 * rows on screen stay until the newer rows arrive.
 */
export function useSuggestions(text: string): Suggestions {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), text === '' ? 0 : PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  const asked = text === '' ? '' : settled;
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    ...suggestionsQuery(asked, MOST),
    enabled: asked !== '',
  });
  const answer = asked === '' ? undefined : data;
  const current = !isPlaceholderData && text === settled;
  return {
    rows: answer?.kind === 'rows' && error === null ? answer.rows : [],
    current,
    answer: current ? answer : undefined,
    loading: isFetching,
    problem: asked === '' || error === null ? null : error.message,
  };
}
