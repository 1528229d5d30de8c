'use client';

import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { customerIsShown, expectPage, useCustomerOpening } from '@/components/address/customer-stage';
import { rememberShownRows } from '@/components/address/list-places';
import { recentCustomers } from '@/components/address/recent-customers';
import { forgetShownList } from '@/components/address/shown-list';
import { useClosesWithView } from '@/components/address/use-closes-with-view';
import { afterClosing, runShortcut, shortcutsHere, takeTyped } from '@/components/shell/hotkey';
import { singleKeysAreOn } from '@/components/shell/preferences';
import { useSignInAgain, useViewer } from '@/components/shell/viewer-context';
import { cn } from '@/components/ui/cn';
import { Dialog } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { Kbd } from '@/components/ui/kbd';
import { leaveWhenFree } from '@/lib/client/at-stake';
import { customerQuery, knownRow } from '@/lib/client/customers';
import { viewsQuery } from '@/lib/client/views';
import { MAX_SEARCH_TEXT, type SearchRow } from '@/lib/contracts/search';
import { shortId } from '@/lib/words/customer-title';
import { foundText, PALETTE_GROUPS, PALETTE_WORDS as WORDS } from '@/lib/words/palette';
import { fullName } from '@/lib/writing/names';
import {
  actionEntries,
  elsewhereEntries,
  filterEntries,
  highlighted,
  matching,
  nationalityEntries,
  type PaletteEntry,
  pageEntries,
  stepFrom,
  viewEntries,
} from './palette-entries';
import { shownRowsOf } from './use-open-customer';
import { useSuggestions } from './use-suggestions';

/** One box for pages, customers, filters, what can be done on this page, and the customers opened in this tab. */
export function Palette({ onClose }: { onClose: () => void }) {
  useClosesWithView(onClose);
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const client = useQueryClient();
  const viewer = useViewer();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  // As the page was when the palette opened: nothing on it answers keys while a dialog is open.
  const takesPasswords = useSignInAgain()?.ways.password ?? false;
  const [fixed] = useState(() => [
    ...actionEntries(shortcutsHere(), viewer, singleKeysAreOn()),
    ...pageEntries(viewer),
    ...elsewhereEntries(shortcutsHere(), viewer, takesPasswords),
    ...filterEntries(viewer),
    ...recentEntries(client),
  ]);
  // Without an answer the palette has everything else.
  const views = useQuery({ ...viewsQuery, retry: false }).data?.views ?? [];
  const suggestions = useSuggestions(text.trim());
  const people = suggestions.current ? suggestions.rows.map(personEntry) : [];
  const entries = inOrder([
    ...matching([...fixed, ...viewEntries(views)], text),
    ...nationalityEntries(viewer, text),
    ...people,
  ]);
  const [first, setFirst] = useState({ text, id: '' });
  const exact = suggestions.answer?.kind === 'rows' ? suggestions.answer.exact : null;
  const current = highlighted(entries, { chosen, first: first.text === text ? first.id : '', exact });
  if (current !== undefined && chosen === null && (first.text !== text || first.id !== current.id))
    setFirst({ text, id: current.id });
  const act = useAct(onClose);
  const choose = (entry: PaletteEntry) =>
    act(entry, () => rememberShownRows({ kind: 'result', query: { text: text.trim() } }, shownRowsOf(suggestions)));
  useEffect(() => {
    if (chosen !== null) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && entries.length > 0) {
      event.preventDefault();
      setChosen(stepFrom(entries, current, step));
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      if (current) choose(current);
      else setChosen(stepFrom(entries, current, 1));
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={WORDS.title}
      initialFocus={box}
      className="max-w-xl"
    >
      <Input
        ref={box}
        role="combobox"
        aria-label={WORDS.label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current && `${id}-${current.id}`}
        placeholder={WORDS.placeholder}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        dir="auto"
        maxLength={MAX_SEARCH_TEXT}
        value={text}
        onFocus={() => {
          const typed = takeTyped();
          setText((before) => typed + before);
        }}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(null);
        }}
        onKeyDown={onKeyDown}
      />
      <p role="status" className="sr-only">
        {suggestions.loading ? '' : entries.length === 0 ? WORDS.nothing : foundText(entries.length)}
      </p>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={WORDS.options}
        className="mt-2 max-h-[50vh] overflow-y-auto"
      >
        {PALETTE_GROUPS.map((group) => {
          const members = entries.filter((entry) => entry.group === group);
          if (members.length === 0) return null;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own.
            <div key={group} role="group" aria-label={WORDS.groups[group]}>
              <p aria-hidden className="px-2 pt-2 pb-1 font-medium text-muted text-xs">
                {WORDS.groups[group]}
              </p>
              {members.map((entry) => (
                <Option
                  key={entry.id}
                  id={`${id}-${entry.id}`}
                  entry={entry}
                  chosen={entry === current}
                  onChoose={() => choose(entry)}
                />
              ))}
            </div>
          );
        })}
      </div>
      {entries.length === 0 && !suggestions.loading && (
        <p aria-hidden className="px-2 py-4 text-muted">
          <bdi>{suggestions.problem ?? WORDS.nothing}</bdi>
        </p>
      )}
    </Dialog>
  );
}

interface OptionProps {
  id: string;
  entry: PaletteEntry;
  chosen: boolean;
  onChoose: () => void;
}

function Option({ id, entry, chosen, onChoose }: OptionProps) {
  const isKey = entry.group === 'actions';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the box keeps the focus, and answers the keys.
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={cn(
        'flex min-h-8 items-center justify-between gap-3 rounded-sm px-2 hover:bg-sunken',
        chosen && 'bg-accent-soft hover:bg-accent-soft',
      )}
    >
      <span dir="auto" className="clip">
        {entry.label}
      </span>
      <span className="flex shrink-0 items-baseline gap-2 text-muted text-xs">
        {entry.beside.map((text) => (isKey ? <Kbd key={text}>{text}</Kbd> : <bdi key={text}>{text}</bdi>))}
      </span>
    </div>
  );
}

/** Does what an entry says, once the palette has gone and the focus is back where it was. */
function useAct(onClose: () => void): (entry: PaletteEntry, rememberResult: () => void) => void {
  const router = useRouter();
  const openCustomer = useCustomerOpening();
  return ({ act }, rememberResult) => {
    onClose();
    afterClosing(() => {
      if (act.kind === 'shortcut') return runShortcut(act.id);
      // Their neighbours stay those of the list that they were opened from.
      if (act.kind !== 'go' && customerIsShown(act.uuid)) return;
      leaveWhenFree(() => {
        if (act.kind === 'go') {
          if (new URL(act.href, window.location.href).href !== window.location.href) expectPage();
          router.push(act.href);
          if (act.begin !== undefined) runShortcut(act.begin, true);
          return;
        }
        if (act.kind === 'person') rememberResult();
        else forgetShownList();
        // The search box may have had the focus before the palette: the customer's name is to get it.
        if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
        openCustomer(act.uuid);
      });
    });
  };
}

function personEntry(row: SearchRow): PaletteEntry {
  return {
    id: `person-${row.uuid}`,
    group: 'people',
    label: fullName(row) ?? shortId(row.uuid),
    beside: [row.status?.label, row.nationality].filter((text) => text != null),
    act: { kind: 'person', uuid: row.uuid },
  };
}

/** By the name that this tab still knows, else by the beginning of the id. */
function recentEntries(client: QueryClient): PaletteEntry[] {
  return recentCustomers().map((uuid) => {
    const known = client.getQueryData(customerQuery(uuid).queryKey) ?? knownRow(client, uuid);
    return {
      id: `recent-${uuid}`,
      group: 'recent',
      label: (known && fullName(known)) ?? shortId(uuid),
      beside: [known?.status?.label, known?.nationality].filter((text) => text != null),
      act: { kind: 'recent', uuid },
    };
  });
}

function inOrder(entries: readonly PaletteEntry[]): PaletteEntry[] {
  return PALETTE_GROUPS.flatMap((group) => entries.filter((entry) => entry.group === group));
}
