'use client';

import { ChevronDown } from 'lucide-react';
import { useRef, useState } from 'react';
import { LoadFailed } from '@/components/ui/load-failed';
import { useLoaded } from '@/components/ui/use-loaded';
import { WORKLIST_WORDS } from '@/lib/words/worklist';

const loadList = () => import('./nationality-list').then((module) => module.NationalityList);

export interface NationalityOption {
  /** The vendor's code, `none` or `unreadable`; empty for all. */
  value: string;
  /** With the number of documents. */
  label: string;
}

interface NationalityChoiceProps {
  value: string;
  options: readonly NationalityOption[];
  onChange: (value: string) => void;
}

/**
 * A choice of one nationality, found by typing. Looks like a select and has the role of one; the list and its code come
 * when the pointer or the focus reaches the button.
 */
export function NationalityChoice({ value, options, onChange }: NationalityChoiceProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const [List, fetchIt, askFor] = useLoaded(loadList);
  const show = () => void askFor(() => setOpen(true)).then((worked) => setFailed(!worked));
  return (
    <>
      {failed && <LoadFailed />}
      <button
        ref={anchor}
        type="button"
        role="combobox"
        aria-label={WORKLIST_WORDS.nationality}
        aria-haspopup="listbox"
        aria-expanded={open && List !== null}
        {...(open && List !== null && { 'aria-controls': 'nationalities' })}
        onPointerEnter={() => void fetchIt()}
        onFocus={() => void fetchIt()}
        onClick={() => (open ? setOpen(false) : show())}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          show();
        }}
        className="inline-flex h-8 max-w-64 items-center gap-2 rounded-md border border-line bg-surface ps-2.5 pe-2 text-ink text-sm hover:bg-sunken"
      >
        <span dir="auto" className="min-w-0 truncate">
          {options.find((option) => option.value === value)?.label}
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
      </button>
      {List && (
        <List anchor={anchor} open={open} onOpenChange={setOpen} value={value} options={options} onChange={onChange} />
      )}
    </>
  );
}
