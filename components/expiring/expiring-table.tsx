'use client';

import { CalendarCheck } from 'lucide-react';
import Link from 'next/link';
import type { ComponentType, ReactNode } from 'react';
import { useCan } from '@/components/shell/viewer-context';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { Ltr } from '@/components/ui/ltr';
import type { ExpiringRow } from '@/lib/contracts/directory';
import { routes } from '@/lib/routes';
import { daysText } from '@/lib/words/expiry';
import { formatDay, fullName, NOTHING } from '@/lib/words/format';

export interface ExpiringTableProps {
  /** The button that creates a verification link. That feature has a room of its own, so `app/` passes it in. */
  CreateLink: ComponentType<{ uuid: string; name: string; small?: boolean }>;
  rows: readonly ExpiringRow[];
  dimmed: boolean;
  more: { load: () => void; loading: boolean; failed: boolean } | null;
}

export function ExpiringTable({ CreateLink, rows, dimmed, more }: ExpiringTableProps) {
  const mayCreateLink = useCan('link:create');
  if (rows.length === 0) {
    return (
      <EmptyState icon={CalendarCheck} title="No documents here">
        Nothing expires in this choice.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col items-center gap-3">
      {/* `relative`: what is hidden for the eye alone must not widen the page from outside this box. */}
      <div className="relative w-full overflow-x-auto rounded-md border border-line bg-surface">
        <table
          aria-label="Expiring documents"
          aria-busy={dimmed}
          className={cn('w-full table-fixed transition-opacity sm:min-w-[36rem]', dimmed && 'opacity-50')}
        >
          <thead className="max-sm:sr-only">
            <tr className="h-9 bg-canvas text-muted text-xs">
              <Head className="w-[32%]">Customer</Head>
              <Head className="w-[34%]">Document</Head>
              <Head className="w-28">Last day</Head>
              <Head className="w-28">Nationality</Head>
              {mayCreateLink && (
                <Head className="w-24">
                  <span className="sr-only">Verification link</span>
                </Head>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <DocumentRow
                key={`${row.uuid} ${row.documentType}`}
                row={row}
                CreateLink={mayCreateLink ? CreateLink : null}
              />
            ))}
          </tbody>
        </table>
      </div>
      {more && (
        <>
          {more.failed && <p role="alert">The next documents could not be loaded.</p>}
          <Button loading={more.loading} onClick={more.load}>
            Show more
          </Button>
        </>
      )}
    </div>
  );
}

function Head({ className, children }: { className: string; children: ReactNode }) {
  return (
    <th scope="col" className={cn('px-3 text-start font-medium first:ps-4 last:pe-4', className)}>
      {children}
    </th>
  );
}

interface DocumentRowProps {
  row: ExpiringRow;
  CreateLink: ExpiringTableProps['CreateLink'] | null;
}

function DocumentRow({ row, CreateLink }: DocumentRowProps) {
  const name = fullName(row);
  const expired = row.days === null || row.days < 0;
  const cell = 'px-3 first:ps-4 last:pe-4 sm:h-10 sm:border-line sm:border-t';
  return (
    // The name's link covers the whole row, and does what every browser's links do. On a phone: name, document and button.
    <tr className="relative items-center hover:bg-sunken has-[a:focus-visible]:bg-accent-soft max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-y-1 max-sm:border-line max-sm:border-t max-sm:py-2">
      <td className={cell}>
        <Link
          href={routes.customer(row.uuid)}
          prefetch={false}
          dir="auto"
          title={name ?? undefined}
          className="clip font-medium after:absolute after:inset-0"
        >
          {name ?? 'No name'}
        </Link>
      </td>
      <td className={cn(cell, 'max-sm:col-start-1 max-sm:ps-4')}>
        <span className="flex">
          <Badge tone={expired ? 'bad' : 'attention'}>{daysText(row)}</Badge>
        </span>
      </td>
      <td className={cn(cell, 'max-sm:hidden')}>
        <Ltr>{row.dateOfExpiry === null ? NOTHING : formatDay(row.dateOfExpiry)}</Ltr>
      </td>
      <td className={cn(cell, 'max-sm:hidden')}>
        <span dir="auto" className="clip" title={row.nationality ?? undefined}>
          {row.nationality ?? NOTHING}
        </span>
      </td>
      {CreateLink && (
        <td className={cn(cell, 'max-sm:col-start-2 max-sm:row-span-2 max-sm:row-start-1')}>
          <div className="relative flex justify-end">
            <CreateLink small uuid={row.uuid} name={name ?? 'a customer without a name'} />
          </div>
        </td>
      )}
    </tr>
  );
}
