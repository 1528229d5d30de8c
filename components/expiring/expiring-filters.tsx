'use client';

import { useRef } from 'react';
import type { Change } from '@/components/address/codec';
import { usePageKeys } from '@/components/shell/hotkey';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import type { ExpiringParams, ExpiringSummary, StatusChoice } from '@/lib/contracts/expiring';
import { countryName } from '@/lib/kyc/countries';
import { documentTypeOf, type KnownDocument } from '@/lib/kyc/document-types';
import { documentLabel } from '@/lib/words/documents';
import { valueLabel } from '@/lib/words/filters';
import { formatCount } from '@/lib/words/numbers';
import { WORKLIST_WORDS as WORDS } from '@/lib/words/worklist';
import { NationalityChoice } from './nationality-choice';

type Filters = Pick<ExpiringParams, 'documentType' | 'nationality' | 'status' | 'open'>;

interface ExpiringFiltersProps {
  params: ExpiringParams;
  summary: ExpiringSummary | undefined;
  onChange: (change: Change<Filters>) => void;
}

const ALL = '';
const NO_FILTERS: Change<Filters> = {
  ...{ documentType: undefined, nationality: undefined, status: undefined, open: undefined },
};

/** By document type, nationality and status, each value with how many documents it leaves; and by what is not done yet. */
export function ExpiringFilters({ params, summary, onChange }: ExpiringFiltersProps) {
  const first = useRef<HTMLSelectElement>(null);
  usePageKeys({
    filters: () => {
      first.current?.focus();
      return true;
    },
  });
  // Sentinel may list names that are no type of ours: they are counted and shown, and cannot be asked for.
  const types = (summary?.documentTypes ?? [])
    .filter(({ type }) => documentTypeOf(type) !== undefined)
    .map(({ type, count }) => option(type, documentLabel(type), count));
  const nations = (summary?.nationalities ?? []).map(({ code, count }) =>
    option(code ?? 'none', nationalityLabel(code ?? 'none'), count),
  );
  const statuses = (summary?.statuses ?? []).map(({ value, label, count }) =>
    option(String(value ?? 'none'), label, count),
  );
  const chosenStatus = params.status === undefined ? undefined : String(params.status);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select<string>
        ref={first}
        label={WORDS.documentType}
        value={params.documentType ?? ALL}
        options={withChosen([{ value: ALL, label: WORDS.allDocuments }, ...types], params.documentType, documentLabel)}
        onValueChange={(type) => onChange({ documentType: type === ALL ? undefined : (type as KnownDocument) })}
      />
      <Select<string>
        label={WORDS.status}
        value={chosenStatus ?? ALL}
        options={withChosen([{ value: ALL, label: WORDS.allStatuses }, ...statuses], chosenStatus, (code) =>
          valueLabel('status', code, null),
        )}
        onValueChange={(code) => onChange({ status: code === ALL ? undefined : toStatus(code) })}
      />
      <NationalityChoice
        value={params.nationality ?? ALL}
        options={withChosen(
          [{ value: ALL, label: WORDS.allNationalities }, ...nations],
          params.nationality,
          nationalityLabel,
        )}
        onChange={(code) => onChange({ nationality: code === ALL ? undefined : code })}
      />
      <label className="flex h-8 items-center gap-2 px-1">
        <input
          type="checkbox"
          checked={params.open === true}
          onChange={(event) => onChange({ open: event.currentTarget.checked ? true : undefined })}
          className="size-3.5 accent-accent"
        />
        {WORDS.openOnly}
      </label>
      {(Object.keys(NO_FILTERS) as (keyof Filters)[]).some((filter) => params[filter] !== undefined) && (
        <Button
          variant="ghost"
          onClick={() => {
            // The button disappears with the filters. The focus moves first, or the browser drops it.
            first.current?.focus();
            onChange(NO_FILTERS);
          }}
        >
          {WORDS.clearAll}
        </Button>
      )}
    </div>
  );
}

function toStatus(code: string): StatusChoice {
  return code === 'none' || code === 'unreadable' ? code : Number(code);
}

function nationalityLabel(code: string): string {
  return countryName(code) ?? valueLabel('nationality', code, null);
}

interface Option {
  value: string;
  label: string;
}

function option(value: string, label: string, count: number): Option {
  return { value, label: WORDS.choice(label, formatCount(count)) };
}

/** The chosen value stays an option when no document has the value any more. */
function withChosen(options: Option[], chosen: string | undefined, label: (value: string) => string): Option[] {
  if (chosen === undefined || options.some(({ value }) => value === chosen)) return options;
  return [...options, { value: chosen, label: label(chosen) }];
}
