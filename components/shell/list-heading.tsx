'use client';

import { useContext } from 'react';
import { BehindCustomer } from '@/components/address/customer-stage';

/** The heading of a list that stays behind the customer who is shown. A document has one heading of the first level. */
export function ListHeading({ children, className = '' }: { children: string; className?: string }) {
  return useContext(BehindCustomer) ? null : <h1 className={`font-semibold text-xl ${className}`}>{children}</h1>;
}
