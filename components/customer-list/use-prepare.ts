'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import type { CustomerRow } from '@/lib/contracts/customer';
import { routes } from '@/lib/routes';

/** A pointer that rests this long on a row, ms, is likely to press; one that crosses it isn't. */
const INTENT = 80;

/**
 * Fetches the frame of a customer's page while the pointer rests on the row, so that pressing opens it at once. The
 * frame only: who is in it is asked for when somebody opens it, because opening is an act of its own.
 */
export function usePrepare(): (customer: CustomerRow | undefined) => void {
  const router = useRouter();
  const pending = useRef<{ uuid: string; timer: ReturnType<typeof setTimeout> }>(undefined);
  useEffect(() => () => clearTimeout(pending.current?.timer), []);
  return (customer) => {
    if (customer?.uuid === pending.current?.uuid) return;
    clearTimeout(pending.current?.timer);
    pending.current = customer && {
      uuid: customer.uuid,
      timer: setTimeout(() => router.prefetch(routes.customer(customer.uuid)), INTENT),
    };
  };
}
