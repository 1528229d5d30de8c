'use client';

import { type ReactNode, useContext } from 'react';
import { TabStop } from '@/components/table/table-row';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import type { CustomerRow } from '@/lib/contracts/customer';
import { routes } from '@/lib/routes';
import { unreadableText } from '@/lib/words/unreadable';
import { fullName } from '@/lib/writing/names';

const NAMELESS = 'No name';

/**
 * The row's one link: the customer's name, or `children` in its place. A plain link: `useRowOpening` takes its click.
 */
export function NameCell({ customer, children }: { customer: CustomerRow; children?: ReactNode }) {
  const name = fullName(customer);
  const odd = (['name', 'surname'] as const).flatMap((field) => unreadableText(customer, field) ?? []);
  const isTabStop = useContext(TabStop);
  return (
    <a
      href={routes.customer(customer.uuid)}
      tabIndex={isTabStop ? 0 : -1}
      title={name ?? undefined}
      dir="auto"
      className={cn('clip font-medium proportional-nums outline-none', name === null && 'text-muted')}
    >
      {children || (name ?? (odd.length === 0 ? NAMELESS : null))}
      {odd.map((text) => (
        <Badge key={text} tone="attention" className="ms-1 first:ms-0">
          {text}
        </Badge>
      ))}
    </a>
  );
}
