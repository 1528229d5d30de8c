'use client';

import { useMemo } from 'react';
import { AUDIT_CODEC } from '@/components/address/audit-codec';
import { usePageState } from '@/components/address/page-address';
import type { AuditPlace, AuditSelection } from '@/lib/contracts/audit';
import type { AuditAction } from '@/lib/contracts/audit-details';
import { routes } from '@/lib/routes';
import { dayEnd, dayStart } from '@/lib/words/audit-time';
import { newerThan, readStarts, withOlder, writeStarts } from './page-starts';

export interface Filters {
  actor: string | null;
  action: AuditAction | null;
  customer: string | null;
  from: string | null;
  to: string | null;
}

export interface AuditState {
  filters: Filters;
  before: number | null;
  filtered: boolean;
  /** What the API is asked: a day becomes the moments at which it begins and ends in the reader's time zone. */
  query: AuditSelection & AuditPlace;
  /** Other filters make another list, and the list starts with its newest page. */
  filterBy: (change: Partial<Filters>) => void;
  clear: () => void;
  toOlder: (next: number) => void;
  toNewer: () => void;
}

const NO_FILTERS: Filters = { actor: null, action: null, customer: null, from: null, to: null };

/** The page's state is its address: a step is a history entry, so Back undoes the step and a link carries the state. */
export function useAuditState(): AuditState {
  const [given, set] = usePageState(routes.audit(), AUDIT_CODEC);
  return useMemo(() => {
    const { before = null, ...asked } = given;
    const { from, to, ...rest } = asked;
    const filterBy = (change: Partial<Filters>) =>
      set({
        ...Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value ?? undefined])),
        before: undefined,
      });
    return {
      filters: { ...NO_FILTERS, ...asked },
      before,
      filtered: Object.keys(asked).length > 0,
      query: {
        ...rest,
        ...(from !== undefined && { from: dayStart(from) }),
        ...(to !== undefined && { to: dayEnd(to) }),
        ...(before !== null && { before }),
      },
      filterBy,
      clear: () => filterBy(NO_FILTERS),
      toOlder: (next) => {
        writeStarts(withOlder(readStarts(), before, next));
        set({ before: next });
      },
      toNewer: () => set({ before: (before === null ? null : newerThan(readStarts(), before)) ?? undefined }),
    };
  }, [given, set]);
}
