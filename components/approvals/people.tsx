'use client';

import { useTimeZone } from '@/components/shell/clock';
import { CustomerLink } from '@/components/shell/customer-link';
import { Ltr } from '@/components/ui/ltr';
import type { Colleague } from '@/lib/contracts/approvals';
import { formatMoment } from '@/lib/words/format';

/** A customer's name, or the id where the directory knows no name. */
export function CustomerName({ uuid, name }: { uuid: string; name: string | null }) {
  return (
    <CustomerLink uuid={uuid} className="font-medium text-accent underline-offset-2 hover:underline wrap-anywhere">
      {name === null ? <Ltr>{uuid}</Ltr> : <bdi>{name}</bdi>}
    </CustomerLink>
  );
}

/** A colleague, with the time of what they did. */
export function Person({ name, email, at }: Colleague & { at: string }) {
  const zone = useTimeZone();
  return (
    <>
      <bdi className="block wrap-anywhere">{name}</bdi>
      <Ltr className="block text-muted text-xs wrap-anywhere">{email}</Ltr>
      <bdi className="block text-muted text-xs">{formatMoment(at, zone)}</bdi>
    </>
  );
}

/** What a cell of a card says on a phone, where the table has no head. */
export function CardLabel({ children }: { children: string }) {
  return <bdi className="block text-muted text-xs sm:hidden">{children}</bdi>;
}
