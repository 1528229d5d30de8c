import { Badge } from '@/components/ui/badge';
import type { CustomerDocument, DocumentField, DocumentSummary } from '@/lib/contracts/customer';
import { countryName } from '@/lib/kyc/countries';
import { DOCUMENTS } from '@/lib/kyc/document-types';
import { type DocumentExpiry, disputedDay, EXPIRING_WITHIN_DAYS, expiresWithin, expiryOf } from '@/lib/kyc/expiry';
import { documentLabel } from '@/lib/words/documents';
import { disputedText, EXPIRED, expiresText } from '@/lib/words/expiry';
import { formatDay } from '@/lib/words/format';
import { unreadableText } from '@/lib/words/unreadable';
import { Fact, Facts } from '../facts';

interface DocumentCardProps {
  /** From a row: without the fields that only Sentinel's answer for the customer has. */
  document: CustomerDocument | DocumentSummary;
  /** Sentinel lists this type as expired. */
  isListed: boolean;
  now: Date;
}

/** One document, with the fields that Sentinel holds. */
export function DocumentCard({ document, isListed, now }: DocumentCardProps) {
  const label = documentLabel(document.type);
  const odd = (field: DocumentField) => unreadableText(document, field);
  const whole = 'number' in document ? document : null;
  return (
    <article aria-label={label} className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium">{label}</h3>
        <ExpiryBadge expiry={expiryOf(document.type, document.dateOfExpiry, isListed, now)} />
      </div>
      <Facts>
        {whole && (
          <>
            <Fact label="Number" notReadable={odd('number')} value={whole.number} ltr copy={`Copy ${label} number`} />
            <Fact
              label="Issued on"
              notReadable={odd('dateOfIssue')}
              value={whole.dateOfIssue && formatDay(whole.dateOfIssue)}
            />
          </>
        )}
        <Fact
          label="Expires on"
          notReadable={odd('dateOfExpiry')}
          value={document.dateOfExpiry && formatDay(document.dateOfExpiry)}
        />
        {whole && (
          <>
            <Fact label="Authority" notReadable={odd('authority')} value={whole.authority} />
            <Fact
              label="Country"
              notReadable={odd('countryOfIssue')}
              value={whole.countryOfIssue}
              note={countryName(whole.countryOfIssue)}
            />
          </>
        )}
        {whole && DOCUMENTS[document.type].hasTypeAndPlace && (
          <>
            <Fact label="Type" notReadable={odd('passportType')} value={whole.passportType} />
            <Fact label="Place of issue" notReadable={odd('placeOfIssue')} value={whole.placeOfIssue} />
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
