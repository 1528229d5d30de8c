'use client';

import { usePathname, useRouter } from 'next/navigation';
import { createContext, useCallback, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { routes } from '@/lib/routes';
import { pushAddress, replaceAddress } from './page-address';

type Step = 'push' | 'replace';

/** The part of the frame that shows a customer without a page load (decision 31). */
interface Stage {
  /** Fetches the code of the customer page, so that the next opening needs no network for it. */
  prepare: () => void;
  /** Shows the customer in this frame. `false`: the code is not there yet, and the router has to load the page. */
  open: (uuid: string, step: Step) => boolean;
}

/** Whether this part of the frame is hidden behind a customer. */
export const BehindCustomer = createContext(false);

let stage: Stage | null = null;

/** Call when a person is likely to open a customer: a pointer rests on a row. */
export function prepareCustomer(): void {
  stage?.prepare();
}

/**
 * Opens a customer: on the stage, or by the router where the stage is not ready.
 *
 * @returns whether the customer is on screen already
 */
export function useCustomerOpening(): (uuid: string, step?: Step) => boolean {
  const router = useRouter();
  return useCallback(
    (uuid, step = 'push') => {
      if (stage?.open(uuid, step) === true) return true;
      router[step](routes.customer(uuid));
      return false;
    },
    [router],
  );
}

/** In the case in which it came: Sentinel's uuids are opaque keys. */
const CUSTOMER_PATH = new RegExp(`^${routes.customers()}/([\\w-]{1,64})$`);

/** The customer whose page has this path; `null` for every other path. */
function customerOf(path: string): string | null {
  return CUSTOMER_PATH.exec(path)?.[1] ?? null;
}

interface StageState {
  /** The customer on the stage; `null` while Next's own page is shown. */
  shown: string | null;
  /** Whether Next's page is a customer's page itself. */
  overCustomer: boolean;
}

interface StageOptions {
  /** The path of the page that Next shows: the address may be ahead of Next. */
  inside: string;
  prepare: () => void;
  /** Whether the code is there. */
  ready: boolean;
  /** Called right before a customer is shown: the place to send the call. */
  onOpen: (uuid: string) => void;
}

/**
 * Decides whether the frame shows Next's own page or a customer on the stage. The address leads. Next learns of a step
 * through the browser's own history calls, but shows it in a transition, a moment later. So a step of ours, and Back and
 * Forward, count at once (`own`), until Next has caught up.
 *
 * A customer who is on the stage stays there, also when Next comes with the same customer's own page: a second page of
 * the customer would lose what the person has done on the first one.
 */
export function useStage({ inside, prepare, ready, onOpen }: StageOptions): StageState {
  const pathname = usePathname();
  const [own, setOwn] = useState<{ path: string; base: string } | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const path = own !== null && own.base === pathname ? own.path : pathname;
  const uuid = customerOf(path);
  // On the way to another page, the frame keeps what it shows until Next has that page.
  let now = uuid === null && inside !== path ? shown : uuid;
  if (uuid !== null && uuid !== shown && inside === path) now = null;
  if (now !== shown) setShown(now);

  useLayoutEffect(() => setOwn((before) => (before?.base === pathname ? before : null)), [pathname]);

  const follow = useEffectEvent(() => setOwn({ path: window.location.pathname, base: pathname }));
  const begin = useEffectEvent(prepare);
  const open = useEffectEvent((to: string, step: Step) => {
    if (!ready) return false;
    const href = routes.customer(to);
    if (href === window.location.pathname) return true;
    onOpen(to);
    if (step === 'push') pushAddress(href);
    else replaceAddress(href);
    // In this frame, not in the next one.
    flushSync(follow);
    window.scrollTo(0, 0);
    return true;
  });
  useEffect(() => {
    stage = { prepare: () => begin(), open: (to, step) => open(to, step) };
    const onPopState = () => follow();
    window.addEventListener('popstate', onPopState);
    return () => {
      stage = null;
      window.removeEventListener('popstate', onPopState);
    };
  }, []);
  return { shown: now, overCustomer: customerOf(inside) !== null };
}
