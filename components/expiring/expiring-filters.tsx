'use client';

import { useRef } from 'react';
import type { Change } from '@/components/address/codec';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import type { ExpiringParams, ExpiringSummary } from '@/lib/contracts/directory';
import { countryName } from '@/lib/kyc/countries';
import { documentTypeOf, type KnownDocument } from '@/lib/kyc/document-types';
import { documentLabel } from '@/lib/words/documents';
import { valueLabel } from '@/lib/words/filters';
import { formatCount } from '@/lib/words/numbers';

interface ExpiringFiltersProps {
  params: ExpiringParams;
  summary: ExpiringSummary | undefined;
  onChange: (change: Change<Pick<ExpiringParams, 'documentType' | 'nationality'>>) => void;
}

const ALL = '';

/** By document type and nationality, each value with how many documents it leaves. */
export function ExpiringFilters({ params, summary, onChange }: ExpiringFiltersProps) {
  const first = useRef<HTMLSelectElement>(null);
  // Sentinel may list names that are no type of ours: they are counted and shown, and cannot be asked for.
  const types = (summary?.documentTypes ?? [])
    .filter(({ type }) => documentTypeOf(type) !== undefined)
    .map(({ type, count }) => option(type, documentLabel(type), count));
  const nations = (summary?.nationalities ?? []).map(({ code, count }) =>
    option(code ?? 'none', nationalityLabel(code ?? 'none'), count),
  );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select<string>
        ref={first}
        label="Document type"
        value={params.documentType ?? ALL}
        options={withChosen([{ value: ALL, label: 'All documents' }, ...types], params.documentType, documentLabel)}
        onValueChange={(type) => onChange({ documentType: type === ALL ? undefined : (type as KnownDocument) })}
      />
      <Select<string>
        label="Nationality"
        value={params.nationality ?? ALL}
        options={withChosen(
          [{ value: ALL, label: 'All nationalities' }, ...nations],
          params.nationality,
          nationalityLabel,
        )}
        onValueChange={(code) => onChange({ nationality: code === ALL ? undefined : code })}
        className="max-w-64"
      />
      {(params.documentType || params.nationality) && (
        <Button
          variant="ghost"
          onClick={() => {
            // The button disappears with the filters. The focus moves first, or the browser drops it.
            first.current?.focus();
            onChange({ documentType: undefined, nationality: undefined });
          }}
        >
          Clear all
        </Button>
      )}
    </div>
  );
}

function nationalityLabel(code: string): string {
  return countryName(code) ?? valueLabel('nationality', code, null);
}

interface Option {
  value: string;
  label: string;
}

function option(value: string, label: string, count: number): Option {
  return { value, label: `${label} (${formatCount(count)})` };
}

/** The chosen value stays an option when no document has the value any more. */
function withChosen(options: Option[], chosen: string | undefined, label: (value: string) => string): Option[] {
  if (chosen === undefined || options.some(({ value }) => value === chosen)) return options;
  return [...options, { value: chosen, label: label(chosen) }];
}
