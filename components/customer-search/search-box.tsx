'use client';

import { LoaderCircle, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Address } from '@/components/address/customers-address';
import { usePageKeys } from '@/components/shell/hotkey';
import { Input } from '@/components/ui/input';
import { Kbd } from '@/components/ui/kbd';
import { useLoaded } from '@/components/ui/use-loaded';

const loadAssist = () => import('./search-assist').then((module) => module.SearchAssist);

/** What the box shows of its suggestions. */
export interface BoxState {
  busy: boolean;
  wrong: boolean;
  /** The chosen suggestion's id. */
  active: string | undefined;
}

const IDLE: BoxState = { busy: false, wrong: false, active: undefined };

/**
 * The box alone; what it finds is fetched with the first focus (`search-assist.tsx`). The text travels in request
 * bodies; the box has no `name`, so not even a submit before hydration could put it into the address.
 */
export function SearchBox({ address }: { address: Address }) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const keys = useRef<((event: KeyboardEvent) => void) | null>(null);
  const [typed, setTyped] = useState('');
  const [submits, setSubmits] = useState(0);
  const [box, setBox] = useState(IDLE);
  const [failed, setFailed] = useState(false);
  const [Assist, fetchIt] = useLoaded(loadAssist);
  const { text } = address.entry;

  // Back and Forward bring the text of their entry.
  useEffect(() => setTyped(text), [text]);

  // Whoever was quicker than the page's code has typed into a box that nobody listened to.
  useEffect(() => {
    const box = input.current;
    if (box?.value) setTyped(box.value);
    if (box !== null && document.activeElement === box) void fetchIt();
  }, [fetchIt]);

  usePageKeys((event) => {
    if (event.key !== '/') return false;
    input.current?.select();
    return true;
  });

  return (
    <search className="relative w-full max-w-sm">
      {/* Left to right as a whole: the groups of a phone number would change places otherwise. */}
      <form
        dir="ltr"
        onSubmit={(event) => {
          event.preventDefault();
          void fetchIt().then((worked) => {
            setFailed(!worked);
            if (worked) setSubmits((count) => count + 1);
          });
        }}
      >
        {box.busy ? (
          <LoaderCircle
            aria-hidden
            className="absolute start-2.5 top-2 size-4 animate-spin text-muted motion-reduce:animate-none"
          />
        ) : (
          <Search aria-hidden className="pointer-events-none absolute start-2.5 top-2 size-4 text-muted" />
        )}
        <Input
          ref={input}
          type="search"
          aria-label="Search customers"
          aria-autocomplete="list"
          aria-controls={Assist ? listId : undefined}
          aria-activedescendant={box.active}
          aria-invalid={box.wrong || failed}
          aria-keyshortcuts="/"
          placeholder="Name, phone, e-mail or document"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={200}
          dir="auto"
          value={typed}
          onFocus={() => void fetchIt()}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            keys.current?.(event);
            // The first Escape empties the box, as browsers do; the next one gives the keys back to the rows.
            if (event.key === 'Escape' && event.currentTarget.value === '') event.currentTarget.blur();
          }}
          className="peer ps-8 pe-9"
        />
        <span aria-hidden className="pointer-events-none absolute end-1.5 top-1.5 max-md:hidden peer-focus:hidden">
          <Kbd>/</Kbd>
        </span>
      </form>
      {failed && (
        <p
          role="alert"
          className="absolute start-0 top-full z-30 mt-1 rounded-md border border-bad-line bg-bad-soft px-2.5 py-1.5 text-bad"
        >
          <bdi>The search could not be loaded. Check the connection, then press Enter again.</bdi>
        </p>
      )}
      {Assist && (
        <Assist
          input={input}
          keys={keys}
          listId={listId}
          typed={typed}
          submits={submits}
          address={address}
          onBox={setBox}
        />
      )}
    </search>
  );
}
