'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useSelectedLayoutSegments } from 'next/navigation';
import { Activity, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { BehindCustomer, useStage } from '@/components/address/customer-stage';
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
  useLoadWhenIdle(load);
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
        </BehindCustomer>
      </Activity>
      {onStage && <Customer uuid={shown} />}
    </>
  );
}

/** Longest wait, ms, for a moment without work. */
const IDLE_WITHIN = 2_000;

/** Fetches the customer page's code when the page that is on screen has its data, and the browser nothing to do. */
function useLoadWhenIdle(load: () => Promise<boolean>): void {
  const client = useQueryClient();
  useEffect(() => {
    let stop = () => {};
    const begin = () => {
      if ('requestIdleCallback' in window) {
        const handle = window.requestIdleCallback(() => void load(), { timeout: IDLE_WITHIN });
        return () => window.cancelIdleCallback(handle);
      }
      const timer = setTimeout(() => void load(), 200);
      return () => clearTimeout(timer);
    };
    const look = () => {
      if (client.isFetching({ type: 'active' }) > 0) return;
      stop();
      stop = begin();
    };
    // The page's own queries start in effects, too: look after all of them.
    const first = setTimeout(() => {
      stop = client.getQueryCache().subscribe(look);
      look();
    });
    return () => {
      clearTimeout(first);
      stop();
    };
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
      if (!onStage) left.current = target instanceof HTMLElement && target.matches('a, button') ? target : null;
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
