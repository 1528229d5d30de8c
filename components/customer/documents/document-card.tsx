import { Badge } from '@/components/ui/badge';
import type { CustomerDocument, DocumentField } from '@/lib/contracts/customer';
import { countryName } from '@/lib/kyc/countries';
import { DOCUMENTS } from '@/lib/kyc/document-types';
import { type DocumentExpiry, disputedDay, EXPIRING_WITHIN_DAYS, expiresWithin, expiryOf } from '@/lib/kyc/expiry';
import { documentLabel } from '@/lib/words/documents';
import { disputedText, EXPIRED, expiresText } from '@/lib/words/expiry';
import { formatDay } from '@/lib/words/format';
import { unreadableText } from '@/lib/words/unreadable';
import { Fact, Facts } from '../facts';

interface DocumentCardProps {
  document: CustomerDocument;
  /** Sentinel lists this type as expired. */
  isListed: boolean;
  now: Date;
}

/** One document, with the fields that Sentinel holds. */
export function DocumentCard({ document, isListed, now }: DocumentCardProps) {
  const label = documentLabel(document.type);
  const odd = (field: DocumentField) => unreadableText(document, field);
  return (
    <article aria-label={label} className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium">{label}</h3>
        <ExpiryBadge expiry={expiryOf(document.type, document.dateOfExpiry, isListed, now)} />
      </div>
      <Facts>
        <Fact label="Number" notReadable={odd('number')} value={document.number} ltr copy={`Copy ${label} number`} />
        <Fact
          label="Issued on"
          notReadable={odd('dateOfIssue')}
          value={document.dateOfIssue && formatDay(document.dateOfIssue)}
        />
        <Fact
          label="Expires on"
          notReadable={odd('dateOfExpiry')}
          value={document.dateOfExpiry && formatDay(document.dateOfExpiry)}
        />
        <Fact label="Authority" notReadable={odd('authority')} value={document.authority} />
        <Fact
          label="Country"
          notReadable={odd('countryOfIssue')}
          value={document.countryOfIssue}
          note={countryName(document.countryOfIssue)}
        />
        {DOCUMENTS[document.type].hasTypeAndPlace && (
          <>
            <Fact label="Type" notReadable={odd('passportType')} value={document.passportType} />
            <Fact label="Place of issue" notReadable={odd('placeOfIssue')} value={document.placeOfIssue} />
          </>
        )}
      </Facts>
    </article>
  );
}

/** Shorter than the badge in the page's heading, because the card names the document. */
function ExpiryBadge({ expiry }: { expiry: DocumentExpiry }) {
  if (expiry.isExpired) {
    return (
      <Badge tone="bad" title={disputedText(disputedDay(expiry)) ?? EXPIRED}>
        {EXPIRED}
      </Badge>
    );
  }
  if (expiry.days === null || !expiresWithin(expiry, EXPIRING_WITHIN_DAYS)) return null;
  return <Badge tone="attention">{expiresText(expiry.days)}</Badge>;
}
