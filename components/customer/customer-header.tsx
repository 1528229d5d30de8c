import { useCan } from '@/components/shell/viewer-context';
import { Badge } from '@/components/ui/badge';
import { Skeleton } from '@/components/ui/skeleton';
import { CreateLink } from '@/components/verification-link/create-link';
import type { CustomerRow, DocumentSummary } from '@/lib/contracts/customer';
import { expiries, expiryText } from '@/lib/kyc/documents';
import { fullName } from '@/lib/words/format';
import { BackLink } from './back-link';
import { NeighbourLinks } from './neighbours/neighbour-links';
import type { Shown } from './shown';

export const NAMELESS = 'Customer without a name';

export interface CustomerHeaderProps {
  uuid: string;
  shown: Shown;
  /** The name is as known as it will be: without one, the heading says so. */
  settled: boolean;
  documents: readonly DocumentSummary[];
  row: CustomerRow | undefined;
  now: Date;
}

/** Whose page this is, and what needs attention first. */
export function CustomerHeader({ uuid, shown, settled, documents, row, now }: CustomerHeaderProps) {
  const mayCreateLink = useCan('link:create');
  const name = fullName({ name: shown.name ?? null, surname: shown.surname ?? null });
  // The vendor's own list of expired documents comes with list rows only.
  const badges = expiries({ documents, expiredDocuments: row?.expiredDocuments ?? [] }, now);
  return (
    <header className="flex flex-col gap-1">
      <div className="flex min-h-8 items-center justify-between gap-3">
        <BackLink />
        <NeighbourLinks uuid={uuid} />
      </div>
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <h1 title={name ?? undefined} className="min-w-0 max-w-full truncate font-semibold text-xl">
          {name === null && !settled ? <NameComing /> : <bdi>{name ?? NAMELESS}</bdi>}
        </h1>
        <div className="flex min-w-0 max-w-full flex-wrap items-center gap-1.5">
          {shown.status && <Badge tone={shown.status.tone}>{shown.status.label}</Badge>}
          {badges.map((expiry) => (
            <Badge key={`${expiry.kind} ${expiry.type}`} tone={expiry.kind === 'expired' ? 'bad' : 'attention'}>
              {expiryText(expiry)}
            </Badge>
          ))}
        </div>
        {mayCreateLink && settled && (
          <div className="ms-auto">
            <CreateLink uuid={uuid} name={name ?? NAMELESS} />
          </div>
        )}
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
