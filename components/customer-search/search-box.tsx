'use client';

import { LoaderCircle, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Address } from '@/components/address/customers-address';
import { usePageKeys } from '@/components/shell/hotkey';
import { usePreferences } from '@/components/shell/preferences-context';
import { Input } from '@/components/ui/input';
import { Kbd } from '@/components/ui/kbd';
import { useLoaded } from '@/components/ui/use-loaded';
import { routes } from '@/lib/routes';

const loadAssist = () => import('./search-assist').then((module) => module.SearchAssist);

/** How the suggestions show in the box. */
export interface BoxState {
  busy: boolean;
  wrong: boolean;
  /** The DOM id of the chosen suggestion. */
  active: string | undefined;
}

const IDLE: BoxState = { busy: false, wrong: false, active: undefined };

/**
 * The box alone, in the top bar of every page. `address` is that of the Customers page while it is on screen (`isList`),
 * and an empty one elsewhere. The first focus fetches the code of suggestions and results (`search-assist.tsx`). The text travels in
 * request bodies; the box has no `name`, so not even a submit before hydration could put the text into the address.
 *
 * Our own code, not Base UI's Autocomplete. Measured with gzip: Autocomplete is 50 KB, and its Root has to be there
 * when the box renders, because Root renders the box; loading Root later would remount the box and lose text, caret and
 * focus. Here the first load has 2 KB, and the first focus fetches 7 KB. Autocomplete also highlights a position in the
 * list. This desk must highlight a customer: rows change while a person types, and Enter must never open the wrong
 * person.
 */
export function SearchBox({ address, isList }: { address: Address; isList: boolean }) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const keys = useRef<((event: KeyboardEvent) => void) | null>(null);
  const [typed, setTyped] = useState('');
  const [submits, setSubmits] = useState(0);
  const [box, setBox] = useState(IDLE);
  const [failed, setFailed] = useState(false);
  const [Assist, fetchIt] = useLoaded(loadAssist);
  const { text } = address.entry;
  const singles = usePreferences().keys === 'on';

  // Next learns of a page a moment after it is on screen. What is typed and sent in that moment belongs to that page.
  const ahead = useRef<'typed' | 'sent' | null>(null);
  const isAhead = () => (window.location.pathname === routes.customers()) !== isList;
  // Back and Forward bring back the text of their history entry.
  useEffect(() => {
    if (!ahead.current) setTyped(text);
  }, [text]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: Next has learnt of the page.
  useEffect(() => {
    if (ahead.current === 'sent') setSubmits((count) => count + 1);
    ahead.current = null;
  }, [isList]);

  const takenOver = useRef(false);
  // A person may type before React has hydrated the box: take over what is in it, once.
  useEffect(() => {
    const box = input.current;
    if (box?.value && !takenOver.current) setTyped(box.value);
    takenOver.current = true;
    if (box !== null && document.activeElement === box) void fetchIt();
  }, [fetchIt]);

  usePageKeys({
    search: () => {
      input.current?.select();
      return true;
    },
  });

  return (
    <search className="relative w-full max-w-sm">
      {/* Left to right even in a mirrored page: otherwise the groups of a phone number would change places. */}
      <form
        dir="ltr"
        onSubmit={(event) => {
          event.preventDefault();
          void fetchIt().then((worked) => {
            setFailed(!worked);
            if (!worked) return;
            if (ahead.current && isAhead()) ahead.current = 'sent';
            else setSubmits((count) => count + 1);
          });
        }}
      >
        {box.busy ? (
          <LoaderCircle
            aria-hidden
            className="absolute inset-y-0 start-2.5 my-auto size-4 animate-spin text-muted motion-reduce:animate-none"
          />
        ) : (
          <Search aria-hidden className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-muted" />
        )}
        <Input
          ref={input}
          type="search"
          aria-label="Search customers"
          aria-autocomplete="list"
          aria-controls={Assist ? listId : undefined}
          aria-activedescendant={box.active}
          aria-invalid={box.wrong || failed}
          {...(singles && { 'aria-keyshortcuts': '/' })}
          placeholder="Name, phone, e-mail or document"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={200}
          dir="auto"
          value={typed}
          onFocus={() => void fetchIt()}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            ahead.current = isAhead() ? 'typed' : null;
          }}
          onKeyDown={(event) => {
            keys.current?.(event);
            // The first Escape empties the box, as browsers do. The next Escape leaves the box, so that keys move rows
            // again.
            if (event.key === 'Escape' && event.currentTarget.value === '') event.currentTarget.blur();
          }}
          className="peer ps-8 pe-9"
        />
        <span aria-hidden className="pointer-events-none absolute end-1.5 top-1.5 max-md:hidden peer-focus:hidden">
          {singles && <Kbd>/</Kbd>}
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
          isList={isList}
          onBox={setBox}
          onEmpty={() => setTyped('')}
        />
      )}
    </search>
  );
}
