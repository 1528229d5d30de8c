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
      expectPage();
      router[step](routes.customer(uuid));
      return false;
    },
    [router],
  );
}

/** The address from which the router is on its way. Later than `until`, the router has failed or was sent elsewhere. */
let coming: { from: string; until: number } | null = null;
const ROUTER_MS = 5_000;

/** Call before a step by the router to another address. The router changes the address when the page is there; until then keys wait. */
export function expectPage(): void {
  coming = { from: window.location.href, until: Date.now() + ROUTER_MS };
}

/** The path of the page on screen; `undefined` before there is a frame. */
let onScreen: string | undefined;

/**
 * The path of the page that is on screen: a step of ours is there before Next has learnt of it, and after Back the
 * address is ahead of the page.
 */
export function pathOnScreen(): string {
  return onScreen ?? window.location.pathname;
}

/** Whether a page was asked for that is not on screen yet. */
export function pageIsComing(): boolean {
  if (coming !== null && (window.location.href !== coming.from || Date.now() > coming.until)) coming = null;
  if (coming !== null) return true;
  // Next may come late with the customer before, and show that one until it has learnt of the step after.
  const asked = customerOf(window.location.pathname);
  const shown = customerOf(pathOnScreen());
  return asked !== null && shown !== null && asked !== shown;
}

/** Calls on Back and Forward, and not on the steps that the desk makes itself. One function is added once. */
export function onHistoryStep(listener: (event: Event) => void): void {
  window.addEventListener('popstate', listener);
}

/** Whether the address is this customer's already. */
export function customerIsShown(uuid: string): boolean {
  return window.location.pathname === routes.customer(uuid);
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

  // Without the code Next's page stays.
  const seen = now === null || !ready ? inside : routes.customer(now);
  useLayoutEffect(() => {
    onScreen = seen;
  }, [seen]);
  useLayoutEffect(() => setOwn((before) => (before?.base === pathname ? before : null)), [pathname]);

  const follow = useEffectEvent(() => setOwn({ path: window.location.pathname, base: pathname }));
  const begin = useEffectEvent(prepare);
  const open = useEffectEvent((to: string, step: Step) => {
    const href = routes.customer(to);
    // On Next's own page, too: the router would bring no other address, and keys would wait for one.
    if (customerIsShown(to) && (ready || inside === href)) return true;
    if (!ready) return false;
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
