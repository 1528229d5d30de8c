'use client';

import { LoaderCircle, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type SubmitEvent, useId, useRef, useState } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';
import { Input } from '@/components/ui/input';
import { Kbd } from '@/components/ui/kbd';
import { ApiError } from '@/lib/client/api-error';
import { lookUp } from '@/lib/client/customers';
import type { LookupBody } from '@/lib/contracts/requests';
import { routes } from '@/lib/routes';
import { readSearch } from './search-text';

const UNREADABLE = 'Type a whole e-mail address or phone number.';

/**
 * An exact look-up: e-mail or phone, then Enter, opens the customer. The text travels in a request body; it has no
 * `name`, so not even a submit before hydration could put it into the address.
 */
export function SearchBox() {
  const router = useRouter();
  const messageId = useId();
  const input = useRef<HTMLInputElement>(null);
  const attempt = useRef(0);
  const [message, setMessage] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  usePageKeys((event) => {
    if (event.key !== '/') return false;
    input.current?.select();
    return true;
  });

  const changed = () => {
    attempt.current += 1;
    setMessage(null);
    setBusy(false);
  };

  const search = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = readSearch(input.current?.value ?? '');
    if (body === null) {
      setMessage(UNREADABLE);
      return;
    }
    attempt.current += 1;
    const mine = attempt.current;
    setMessage(null);
    setBusy(true);
    try {
      const { uuid } = await lookUp(body);
      if (mine === attempt.current) router.push(routes.customer(uuid));
    } catch (error) {
      if (mine !== attempt.current) return;
      setMessage(explain(error, body));
      setBusy(false);
    }
  };

  return (
    <search className="relative w-full max-w-sm">
      {/* Left to right as a whole: the groups of a phone number would change places otherwise. */}
      <form dir="ltr" onSubmit={(event) => void search(event)}>
        {busy ? (
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
          aria-describedby={messageId}
          aria-invalid={message !== null}
          aria-keyshortcuts="/"
          placeholder="E-mail or phone number"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={254}
          onInput={changed}
          onKeyDown={(event) => {
            // The first Escape empties the box, as browsers do; the next one gives the keys back to the rows.
            if (event.key === 'Escape' && event.currentTarget.value === '') event.currentTarget.blur();
          }}
          className="peer ps-8 pe-9"
        />
        <span aria-hidden className="pointer-events-none absolute end-1.5 top-1.5 max-md:hidden peer-focus:hidden">
          <Kbd>/</Kbd>
        </span>
      </form>
      {/* Over the table, so that nothing moves when it comes. */}
      <p
        id={messageId}
        role="status"
        className="absolute start-0 top-full z-30 mt-1 rounded-md border border-bad-line bg-bad-soft px-2.5 py-1.5 text-bad empty:hidden"
      >
        {message && <bdi>{message}</bdi>}
      </p>
    </search>
  );
}

function explain(error: unknown, body: LookupBody): string {
  if (!(error instanceof ApiError)) return 'The search did not work. Try again.';
  const what = body.email === undefined ? 'phone number' : 'e-mail address';
  if (error.code === 'not_found') return `No customer has this ${what}.`;
  if (error.code === 'invalid_request') return `This ${what} can not be read. Check it, then try again.`;
  return error.message;
}
