'use client';

import { X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { ACTIONS } from '@/components/address/audit-codec';
import { useCan } from '@/components/shell/viewer-context';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import type { AuditAction } from '@/lib/contracts/audit-details';
import { ACTION_SCOPES } from '@/lib/contracts/audit-scopes';
import { ACTION_LABELS } from '@/lib/words/audit';
import { daysHere } from '@/lib/words/time-zones';
import type { AuditState } from './audit-state';
import { CustomerFilter } from './customer-filter';
import { DayField } from './day-field';
import { PersonFilter } from './person-filter';

/** Who, what, whose and when. What is chosen is in the address: people and customers by their ids, never by name. */
export function AuditFilters({ state }: { state: AuditState }) {
  const { filters, filterBy } = state;
  return (
    <section
      aria-label="Filters"
      className="flex shrink-0 flex-wrap items-start gap-2 px-4 pb-3 max-sm:grid max-sm:grid-cols-2 max-sm:px-2"
    >
      <PersonFilter value={filters.actor} onChange={(actor) => filterBy({ actor })} />
      <ActionFilter value={filters.action} onChange={(action) => filterBy({ action })} />
      <CustomerFilter value={filters.customer} onChange={(customer) => filterBy({ customer })} />
      <DayField label="From" value={filters.from} onChange={(from) => filterBy({ from })} />
      <DayField label="To" value={filters.to} onChange={(to) => filterBy({ to })} />
      <TimeZone />
      {state.filtered && (
        <Button variant="ghost" onClick={state.clear} className="max-sm:justify-self-start">
          <X aria-hidden />
          Clear filters
        </Button>
      )}
    </section>
  );
}

const neverChanges = () => () => {};

/** The width is reserved: only the browser knows the reader's time zone, so the words come after the first HTML. */
function TimeZone() {
  const days = useSyncExternalStore(neverChanges, daysHere, () => '');
  return (
    <p className="flex min-h-8 w-64 items-center text-muted text-xs max-sm:col-span-2 max-sm:w-full">
      <bdi>{days}</bdi>
    </p>
  );
}

const ANYTHING = { value: '' as const, label: 'Every action' };

/** A reader without `audit:all` may choose from the actions of scope `customer` only. */
function ActionFilter({
  value,
  onChange,
}: {
  value: AuditAction | null;
  onChange: (action: AuditAction | null) => void;
}) {
  const all = useCan('audit:all');
  const offered = ACTIONS.filter((action) => all || action === value || ACTION_SCOPES[action] === 'customer');
  const options = [ANYTHING, ...offered.map((action) => ({ value: action, label: ACTION_LABELS[action] }))];
  return (
    <Select
      label="Action"
      value={value ?? ''}
      options={options}
      onValueChange={(action) => onChange(action === '' ? null : action)}
      className="w-48 text-ellipsis max-sm:w-full"
    />
  );
}
