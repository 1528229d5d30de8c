'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useState } from 'react';
import { seedAnswer, takeOverAnswer } from '@/lib/client/first-answer';
import type { FirstAnswer } from '@/lib/contracts/answers';

/**
 * Gives a page's first data to the query that would ask for them. Call it above the component that uses the query.
 *
 * @param first `null` when the page was no document load: then the browser asks by itself
 * @param toShown what the query shows of what the directory knows; at module scope
 */
export function useFirstAnswer<T, Known>(
  query: Parameters<typeof seedAnswer<T, Known>>[1],
  first: FirstAnswer<T, Known> | null,
  toShown: (known: Known) => T | undefined,
): void {
  const client = useQueryClient();
  useState(() => {
    if (first !== null) seedAnswer(client, query, first, toShown);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the page's first data.
  useLayoutEffect(() => {
    if (first !== null) takeOverAnswer(client, query, first);
  }, [first, client]);
}
