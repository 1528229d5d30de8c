'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';
import { Ltr } from '@/components/ui/ltr';
import { auditActorsQuery } from '@/lib/client/audit';
import type { AuditPerson } from '@/lib/contracts/audit';
import { actorRole } from '@/lib/words/audit';
import { personFacts, personName } from '@/lib/words/people';
import { morePeopleText, peopleFoundText, PERSON_FILTER as WORDS } from '@/lib/words/person-filter';
import { peopleFound } from './people-found';

interface PersonFilterProps {
  /** The id of an account, as the page's address holds it. */
  value: string | null;
  onChange: (actor: string | null) => void;
}

/**
 * Chooses a colleague by typing a name or an address. The list is loaded once and searched here, so that no typed text
 * leaves the page; the address of the page gets the id. The browser keeps the focus in the box and names the chosen option
 * (ARIA's combobox with a list).
 */
export function PersonFilter({ value, onChange }: PersonFilterProps) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const { data, error } = useQuery(auditActorsQuery());
  /** What is typed; `null` while the box shows the person who is chosen. */
  const [typed, setTyped] = useState<string | null>(null);
  /** The place of the highlighted option; `null` when the box was emptied, which means everybody. */
  const [chosen, setChosen] = useState<number | null>(0);
  const people = data?.actors ?? [];
  const person = people.find(({ id }) => id === value);
  const isOpen = typed !== null;
  const { shown, more } = isOpen ? peopleFound(people, typed) : { shown: [], more: 0 };
  const at = chosen === null ? null : Math.min(chosen, Math.max(0, shown.length - 1));
  const optionOf = (index: number) => `${listId}-${shown[index]?.id}`;
  // A link may name an account that this list doesn't have, or not yet.
  const name = person === undefined ? value && `${value.slice(0, 8)}…` : personName(person);

  const close = () => {
    setTyped(null);
    setChosen(0);
  };
  const take = (id: string | null) => {
    close();
    if (id !== value) onChange(id);
  };
  const open = (text: string, first: number | null) => {
    setTyped(text);
    setChosen(first);
  };
  usePageKeys({
    filters: () => {
      input.current?.focus();
      return true;
    },
  });
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key } = event;
    // Enter ends what an input method composes.
    if (event.nativeEvent.isComposing) return;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) return open('', 0);
      const next = key === 'ArrowDown' ? (at ?? -1) + 1 : (at ?? 0) - 1;
      setChosen((next + shown.length) % Math.max(1, shown.length));
    } else if (key === 'Enter' && isOpen) {
      event.preventDefault();
      const found = at === null ? undefined : shown[at];
      if (at === null || found !== undefined) take(found?.id ?? null);
    } else if (key === 'Escape' && isOpen) {
      event.preventDefault();
      close();
    }
  };

  return (
    <div className="relative w-56 max-sm:w-full">
      <Input
        ref={input}
        role="combobox"
        aria-label={WORDS.label}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && at !== null && shown.length > 0 ? optionOf(at) : undefined}
        title={error ? WORDS.failed : (person?.email ?? undefined)}
        placeholder={WORDS.everybody}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        maxLength={100}
        value={typed ?? name ?? ''}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => {
          if (!isOpen) open('', 0);
        }}
        onChange={({ currentTarget: { value: text } }) => open(text, text.trim() === '' && value !== null ? null : 0)}
        onKeyDown={keyDown}
        onBlur={close}
        className={cn('text-ellipsis', value !== null && 'pe-8')}
      />
      {value !== null && (
        <Button
          variant="ghost"
          size="icon"
          aria-label={WORDS.clear}
          title={WORDS.clear}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            take(null);
            input.current?.focus();
          }}
          className="absolute end-0 top-0"
        >
          <X aria-hidden />
        </Button>
      )}
      <div
        className={cn(
          'absolute start-0 top-full z-30 mt-1 w-80 max-w-[calc(100vw-1rem)] rounded-md border border-line bg-surface',
          !isOpen && 'hidden',
        )}
      >
        {/* The box keeps the focus when an option is pressed: without it the list would close before the click. */}
        <div
          id={listId}
          role="listbox"
          aria-label={WORDS.label}
          className="max-h-72 overflow-y-auto p-1"
          onMouseDown={(event) => event.preventDefault()}
        >
          {shown.map((one, index) => (
            <Option key={one.id} id={optionOf(index)} person={one} chosen={index === at} onTake={() => take(one.id)} />
          ))}
        </div>
        {isOpen && (shown.length === 0 || more > 0) && (
          <p className="px-3 py-1.5 text-muted text-xs">
            <bdi>{error ? WORDS.failed : more > 0 ? morePeopleText(more) : data ? WORDS.nobody : '…'}</bdi>
          </p>
        )}
      </div>
      <p role="status" className="sr-only">
        {isOpen && data && (shown.length === 0 ? WORDS.nobody : peopleFoundText(shown.length + more))}
      </p>
    </div>
  );
}

/** Name, address, role. An option out of sight comes into it when the keys choose it. */
function Option(props: { id: string; person: AuditPerson; chosen: boolean; onTake: () => void }) {
  const { id, person, chosen, onTake } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the box has the focus, and names the chosen option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the box takes the keys
    <div
      id={id}
      ref={(option) => {
        if (chosen) option?.scrollIntoView({ block: 'nearest' });
      }}
      role="option"
      aria-selected={chosen}
      onClick={onTake}
      className={cn('cursor-pointer rounded-sm px-2 py-1.5 hover:bg-sunken', chosen && 'bg-accent-soft')}
    >
      <bdi className={cn('block truncate', person.hasLeft ? 'text-muted' : 'font-medium')}>
        {personName({ ...person, apart: null })}
      </bdi>
      <Ltr className="block truncate text-muted text-xs">{personFacts(person, actorRole(person.role))}</Ltr>
    </div>
  );
}
