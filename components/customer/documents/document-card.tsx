import { useCan } from '@/components/shell/viewer-context';
import { Badge } from '@/components/ui/badge';
import type { CustomerDocument, DocumentField, DocumentSummary } from '@/lib/contracts/customer';
import type { DocumentIdentityField, FieldPlace } from '@/lib/contracts/knowledge';
import { countryName } from '@/lib/kyc/countries';
import { DOCUMENTS } from '@/lib/kyc/document-types';
import { type DocumentExpiry, disputedDay, EXPIRING_WITHIN_DAYS, expiresWithin, expiryOf } from '@/lib/kyc/expiry';
import { documentLabel } from '@/lib/words/documents';
import { disputedText, EXPIRED, expiresText } from '@/lib/words/expiry';
import { formatDay } from '@/lib/words/format';
import { HIDDEN_WORDS } from '@/lib/words/hidden';
import { unreadableText } from '@/lib/words/unreadable';
import { Fact, Facts } from '../facts';
import { useHidden } from '../hidden-value';

interface DocumentCardProps {
  /** From a row: without the fields that only Sentinel's answer for the customer has. */
  document: CustomerDocument | DocumentSummary;
  /** Its place among the customer's documents of its type, from 0. */
  place: number;
  /** Sentinel lists this type as expired. */
  isListed: boolean;
  now: Date;
}

/** One document, with the fields that Sentinel holds. */
export function DocumentCard({ document, place, isListed, now }: DocumentCardProps) {
  const label = documentLabel(document.type);
  const odd = (field: DocumentField) => unreadableText(document, field);
  const whole = 'number' in document ? document : null;
  const at = (field: DocumentIdentityField) => ({ field, document: { type: document.type, place } });
  // One line for people who can reveal none of these fields.
  const isHidden = useHidden();
  const isFolded = !useCan('identity:reveal') && isHidden(at('dateOfIssue'));
  return (
    <article aria-label={label} className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium">{label}</h3>
        <ExpiryBadge expiry={expiryOf(document.type, document.dateOfExpiry, isListed, now)} />
      </div>
      <Facts>
        {whole && (
          <Fact
            label="Number"
            notReadable={odd('number')}
            value={whole.number}
            ltr
            copy={`Copy ${label} number`}
            {...(whole.numberEnd !== undefined && { place: at('number'), end: whole.numberEnd })}
          />
        )}
        {whole && !isFolded && (
          <Fact
            label="Issued on"
            notReadable={odd('dateOfIssue')}
            value={whole.dateOfIssue && formatDay(whole.dateOfIssue)}
            place={at('dateOfIssue')}
          />
        )}
        <Fact
          label="Expires on"
          notReadable={odd('dateOfExpiry')}
          value={document.dateOfExpiry && formatDay(document.dateOfExpiry)}
        />
        {whole && !isFolded && <IssueFacts document={whole} at={at} />}
        {whole && isFolded && <Fact label={HIDDEN_WORDS.others} value={null} place={at('dateOfIssue')} />}
      </Facts>
    </article>
  );
}

interface IssueFactsProps {
  document: CustomerDocument;
  at: (field: DocumentIdentityField) => FieldPlace;
}

/** Who issued the document, and where. */
function IssueFacts({ document, at }: IssueFactsProps) {
  const odd = (field: DocumentField) => unreadableText(document, field);
  return (
    <>
      <Fact label="Authority" notReadable={odd('authority')} value={document.authority} place={at('authority')} />
      <Fact
        label="Country"
        notReadable={odd('countryOfIssue')}
        value={document.countryOfIssue}
        note={countryName(document.countryOfIssue)}
        place={at('countryOfIssue')}
      />
      {DOCUMENTS[document.type].hasTypeAndPlace && (
        <>
          <Fact
            label="Type"
            notReadable={odd('passportType')}
            value={document.passportType}
            place={at('passportType')}
          />
          <Fact
            label="Place of issue"
            notReadable={odd('placeOfIssue')}
            value={document.placeOfIssue}
            place={at('placeOfIssue')}
          />
        </>
      )}
    </>
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
