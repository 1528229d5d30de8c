import { Badge } from '@/components/ui/badge';
import type { CustomerDocument } from '@/lib/contracts/customer';
import { countryName } from '@/lib/kyc/countries';
import { DOCUMENTS } from '@/lib/kyc/document-types';
import { EXPIRING_WITHIN_DAYS } from '@/lib/kyc/documents';
import { documentLabel } from '@/lib/words/documents';
import { EXPIRED, expiresText } from '@/lib/words/expiry';
import { formatDay } from '@/lib/words/format';
import { daysUntil } from '@/lib/writing/days';
import { Fact, Facts } from '../facts';

/** One document, with the fields that Sentinel holds. */
export function DocumentCard({ document, now }: { document: CustomerDocument; now: Date }) {
  const label = documentLabel(document.type);
  return (
    <article aria-label={label} className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium">{label}</h3>
        <ExpiryBadge days={daysUntil(document.dateOfExpiry, now)} />
      </div>
      <Facts>
        <Fact label="Number" value={document.number} ltr copy={`Copy ${label} number`} />
        <Fact label="Issued on" value={document.dateOfIssue && formatDay(document.dateOfIssue)} />
        <Fact label="Expires on" value={document.dateOfExpiry && formatDay(document.dateOfExpiry)} />
        <Fact label="Authority" value={document.authority} />
        <Fact label="Country" value={document.countryOfIssue} note={countryName(document.countryOfIssue)} />
        {DOCUMENTS[document.type].hasTypeAndPlace && (
          <>
            <Fact label="Type" value={document.passportType} />
            <Fact label="Place of issue" value={document.placeOfIssue} />
          </>
        )}
      </Facts>
    </article>
  );
}

/** Shorter than the badge in the page's heading, because the card names the document. */
function ExpiryBadge({ days }: { days: number | null }) {
  if (days === null || days > EXPIRING_WITHIN_DAYS) return null;
  return days < 0 ? <Badge tone="bad">{EXPIRED}</Badge> : <Badge tone="attention">{expiresText(days)}</Badge>;
}
