'use client';

import { X } from 'lucide-react';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { pushEntry } from '@/components/address/customers-address';
import { isFiltered, type ResultView, writeView } from '@/components/address/filter-codec';
import { DirectoryNote } from '@/components/shell/directory-note';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import type { DirectoryStatus } from '@/lib/contracts/directory';
import type { SearchCounts, SearchFilters } from '@/lib/contracts/search';
import { routes } from '@/lib/routes';
import { chipsOf } from '@/lib/words/filters';

interface ResultBarProps {
  text: string;
  view: ResultView;
  counts: SearchCounts | undefined;
  /** The directory's state. */
  status: DirectoryStatus | undefined;
  focusFilters: () => void;
}

/** The text and filters of the rows below, each with a button that removes it, and the directory's state. */
export function ResultBar({ text, view, counts, status, focusFilters }: ResultBarProps) {
  const list = useRef<HTMLUListElement>(null);
  const filtered = isFiltered(view.filters);
  const chips = chipsOf(view.filters, counts?.facets);
  // Renders at once: the pressed button disappears, and the focus must move before the browser drops it.
  const show = (change: Partial<ResultView>, kept = text) =>
    flushSync(() => pushEntry(writeView({ ...view, ...change }), { text: kept, trail: [] }));
  const focusChip = (index: number) => {
    const buttons = list.current?.querySelectorAll('button') ?? [];
    const next = buttons[Math.min(index, buttons.length - 1)];
    if (next) next.focus();
    else focusFilters();
  };
  const removeText = () => {
    show({ sort: undefined }, '');
    focusChip(0);
  };
  const removeFilter = (index: number, filters: SearchFilters) => {
    show({ filters });
    focusChip(text === '' ? index : index + 1);
  };
  const removeFilters = () => {
    show({ filters: {} });
    focusFilters();
  };
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1.5 px-4 pb-2 max-sm:px-2">
      <ul ref={list} aria-label="Shown customers" className="contents">
        {text !== '' && <Chip label={text} remove="Clear the text" onRemove={removeText} />}
        {chips.map(({ key, label, without }, index) => (
          <Chip key={key} label={label} remove={`Remove ${label}`} onRemove={() => removeFilter(index, without)} />
        ))}
      </ul>
      {filtered && (
        <>
          <Button size="sm" variant="ghost" onClick={removeFilters}>
            Clear all filters
          </Button>
          <CopyButton
            value={() => new URL(routes.customers() + writeView(view), window.location.href).href}
            label="Copy link to these filters"
          />
        </>
      )}
      {status && <DirectoryNote status={status} className="ms-auto" />}
    </div>
  );
}

function Chip(props: { label: string; remove: string; onRemove: () => void }) {
  return (
    <li className="inline-flex h-7 min-w-0 max-w-64 items-center gap-1 rounded-md border border-line bg-surface ps-2 text-xs">
      <bdi title={props.label} className="truncate">
        {props.label}
      </bdi>
      <button
        type="button"
        aria-label={props.remove}
        title={props.remove}
        onClick={props.onRemove}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:bg-sunken hover:text-ink"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  );
}
