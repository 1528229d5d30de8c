import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Skeleton } from '@/components/ui/skeleton';
import type { CustomerRow, DocumentSummary } from '@/lib/contracts/customer';
import { expiries } from '@/lib/kyc/expiry';
import { expiryText, expiryTitle } from '@/lib/words/expiry';
import { unreadableText } from '@/lib/words/unreadable';
import { fullName } from '@/lib/writing/names';
import { type KnownCustomer, NAMELESS } from './known-customer';

interface CustomerHeaderProps {
  known: KnownCustomer;
  /** True once Sentinel has answered: a name that is still missing then does not exist. */
  settled: boolean;
  documents: readonly DocumentSummary[];
  row: CustomerRow | undefined;
  now: Date;
  /** The line above the heading. The loading frame has none, but keeps its height. */
  navigation?: ReactNode;
  /** At the end of the heading. */
  actions?: ReactNode;
}

/** The customer's name, status, and the documents that need attention. */
export function CustomerHeader({ known, settled, documents, row, now, navigation, actions }: CustomerHeaderProps) {
  const name = fullName({ name: known.name ?? null, surname: known.surname ?? null });
  const notReadable = unreadableText(known, 'status');
  // Only list rows carry Sentinel's own list of expired documents.
  const badges = expiries({ documents, expiredDocuments: row?.expiredDocuments ?? [] }, now);
  return (
    <header className="flex flex-col gap-1">
      <div className="flex min-h-8 items-center justify-between gap-3">{navigation}</div>
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <h1 title={name ?? undefined} className="min-w-0 max-w-full truncate font-semibold text-xl">
          {name === null && !settled ? <NameComing /> : <bdi>{name ?? NAMELESS}</bdi>}
        </h1>
        <div className="flex min-w-0 max-w-full flex-wrap items-center gap-1.5">
          {known.status && <Badge tone={known.status.tone}>{known.status.label}</Badge>}
          {!known.status && notReadable !== null && <Badge tone="attention">{notReadable}</Badge>}
          {badges.map((expiry) => (
            <Badge
              key={`${expiry.kind} ${expiry.type}`}
              tone={expiry.kind === 'expired' ? 'bad' : 'attention'}
              title={expiryTitle(expiry)}
            >
              {expiryText(expiry)}
            </Badge>
          ))}
        </div>
        {actions && <div className="ms-auto">{actions}</div>}
      </div>
    </header>
  );
}

function NameComing() {
  return (
    <>
      <span className="sr-only">Loading the customer</span>
      <Skeleton className="h-6 w-56" />
    </>
  );
}
