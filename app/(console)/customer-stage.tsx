'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useSelectedLayoutSegments } from 'next/navigation';
import { Activity, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { BehindCustomer, useStage } from '@/components/address/customer-stage';
import { PageTaken } from '@/components/shell/early/taken-over';
import { useLoaded } from '@/components/ui/use-loaded';
import { customerQuery } from '@/lib/client/customers';
import { routes } from '@/lib/routes';

const loadCustomer = () => import('./staged-customer').then((module) => module.StagedCustomer);

/** The lists stay while a customer is shown, so that Back paints them at once, with their scroll. Other pages go. */
const KEPT: readonly string[] = [routes.customers(), routes.expiring()];

/**
 * Opening a customer is a change of this component's state, not a page load (decision 31). `children` is the page that
 * Next shows for the address that it loaded last.
 */
export function CustomerStage({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const inside = `/${useSelectedLayoutSegments().join('/')}`;
  const [Customer, load] = useLoaded(loadCustomer);
  const { shown, overCustomer } = useStage({
    inside,
    prepare: () => void load(),
    ready: Customer !== null,
    // Before the page is drawn: the answer is then under way while the row's data is painted.
    onOpen: (uuid) => void client.prefetchQuery(customerQuery(uuid)),
  });
  useLoadWhenShown(load);
  useEffect(() => {
    // For measuring, and for tests: from here on, opening needs no code from the network.
    if (Customer !== null) performance.mark('desk-customer-ready');
  }, [Customer]);
  const wanted = shown !== null;
  useEffect(() => {
    // Back or Forward led here before the code had come. The server has the page, too.
    if (wanted && Customer === null) void load().then((worked) => worked || window.location.reload());
  }, [wanted, Customer, load]);
  const onStage = wanted && Customer !== null;
  useFocusReturn(onStage);
  return (
    <>
      <Activity mode={onStage ? 'hidden' : 'visible'}>
        <BehindCustomer value={onStage}>
          {onStage && (overCustomer || !KEPT.includes(inside)) ? null : children}
          <PageTaken />
        </BehindCustomer>
      </Activity>
      {onStage && <Customer uuid={shown} />}
    </>
  );
}

/** The page still shows a skeleton, or older rows. */
const BUSY = 'main [aria-busy="true"]';
/** How long, ms, the page has its data before the code is fetched: drawing the rows comes first. */
const SETTLED_MS = 300;

/** Fetches the customer page's code when the page that is on screen shows its data. */
function useLoadWhenShown(load: () => Promise<boolean>): void {
  const client = useQueryClient();
  useEffect(() => {
    let stop = () => {};
    const begin = () => {
      const timer = setTimeout(() => {
        // The answer is there before its rows are drawn, and the browser may be idle in between.
        if (document.querySelector(BUSY) === null) void load();
        else stop = begin();
      }, SETTLED_MS);
      return () => clearTimeout(timer);
    };
    const cache = client.getQueryCache();
    const look = () => {
      // The page hydrates after this frame: until then it has no query, and until its answer is there it is not shown.
      const active = cache.findAll({ type: 'active' });
      const shown = active.length > 0 && active.every(({ state }) => state.fetchStatus === 'idle');
      if (!shown || document.readyState !== 'complete') return;
      stop();
      stop = begin();
    };
    const unsubscribe = cache.subscribe(look);
    window.addEventListener('load', look);
    stop = () => {
      unsubscribe();
      window.removeEventListener('load', look);
    };
    return () => stop();
  }, [client, load]);
}

/**
 * Gives the focus back to the link or button that opened a customer, where the page itself has not placed it. Not to a
 * box: the search box opens its suggestions when it gets the focus.
 */
function useFocusReturn(onStage: boolean): void {
  const left = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      // The customer's name gets the focus as the customer comes.
      if (!onStage && !(target instanceof HTMLHeadingElement))
        left.current = target instanceof HTMLElement && target.matches('a, button') ? target : null;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, [onStage]);
  useLayoutEffect(() => {
    const to = left.current;
    if (onStage || !to?.isConnected) return;
    if (document.activeElement === document.body) to.focus({ preventScroll: true });
  }, [onStage]);
}
