'use client';

import Link from 'next/link';
import { createContext, type ReactNode, useContext } from 'react';
import { cn } from '@/components/ui/cn';
import type { CustomerRow } from '@/lib/contracts/customer';
import { routes } from '@/lib/routes';
import { fullName } from '@/lib/words/format';

/** Whether this row is the table's one tab stop. A context, so that moving on redraws two links and nothing else. */
export const TabStop = createContext(false);

/** The row's one link, with the name, or with another writing of it. No prefetch: fifty rows would mean fifty requests. */
export function NameCell({ customer, children }: { customer: CustomerRow; children?: ReactNode }) {
  const name = fullName(customer);
  const isTabStop = useContext(TabStop);
  return (
    <Link
      href={routes.customer(customer.uuid)}
      prefetch={false}
      tabIndex={isTabStop ? 0 : -1}
      title={name ?? undefined}
      dir="auto"
      className={cn('clip font-medium proportional-nums outline-none', name === null && 'text-muted')}
    >
      {children || (name ?? 'No name')}
    </Link>
  );
}
