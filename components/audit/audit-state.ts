'use client';

import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import type { AuditPlace, AuditSelection } from '@/lib/contracts/audit';
import type { AuditAction } from '@/lib/contracts/audit-details';
import { dayEnd, dayStart } from '@/lib/words/audit-time';
import { AUDIT_PARSERS } from './audit-parsers';
import { newerThan, readStarts, withOlder, writeStarts } from './page-starts';

/** As the address has them. */
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
  /** What the API is asked: days become the moments at which they begin and end where the reader is. */
  query: AuditSelection & AuditPlace;
  /** Other filters, another list: it starts with its newest page. */
  filterBy: (change: Partial<Filters>) => void;
  clear: () => void;
  toOlder: (next: number) => void;
  toNewer: () => void;
}

const NO_FILTERS: Filters = { actor: null, action: null, customer: null, from: null, to: null };

/** The page's state is the address: a step is a history entry, so Back undoes it and a link carries it. */
export function useAuditState(): AuditState {
  const [{ before, ...filters }, set] = useQueryStates(AUDIT_PARSERS, { history: 'push' });
  const { actor, action, customer, from, to } = filters;
  return useMemo(
    () => ({
      filters: { actor, action, customer, from, to },
      before,
      filtered: [actor, action, customer, from, to].some((value) => value !== null),
      query: {
        ...(actor !== null && { actor }),
        ...(action !== null && { action }),
        ...(customer !== null && { customer }),
        ...(from !== null && { from: dayStart(from) }),
        ...(to !== null && { to: dayEnd(to) }),
        ...(before !== null && { before }),
      },
      filterBy: (change) => void set({ ...change, before: null }),
      clear: () => void set({ ...NO_FILTERS, before: null }),
      toOlder: (next) => {
        writeStarts(withOlder(readStarts(), before, next));
        void set({ before: next });
      },
      toNewer: () => void set({ before: before === null ? null : newerThan(readStarts(), before) }),
    }),
    [actor, action, customer, from, to, before, set],
  );
}
