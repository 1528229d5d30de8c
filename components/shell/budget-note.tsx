'use client';

import { useEffect } from 'react';
import { useToast } from '@/components/ui/toast';
import type { BudgetNote } from '@/lib/contracts/budgets';
import { BUDGET_WORDS, nearSentence } from '@/lib/words/budgets';

/** Windows of which the person has been told, in this tab. */
const told = new Set<string>();

/** Tells that a budget nears its end, once for each window. `AppShell` loads this file with the first such answer. */
export function BudgetNotice({ header }: { header: string }) {
  const toast = useToast();
  useEffect(() => {
    const note = unheard(header);
    if (note !== null) toast({ title: nearSentence(note) });
  }, [header, toast]);
  return null;
}

/** Our own server wrote the header. An open page may be older, and has no words for a budget of a newer release. */
function unheard(header: string): BudgetNote | null {
  const note = JSON.parse(header) as BudgetNote;
  const window = `${note.budget} ${note.window} ${note.until}`;
  if (told.has(window) || !Object.hasOwn(BUDGET_WORDS.near, note.budget)) return null;
  told.add(window);
  return note;
}
