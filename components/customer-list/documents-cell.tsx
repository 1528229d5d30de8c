import { useNow } from '@/components/shell/clock';
import { Badge } from '@/components/ui/badge';
import type { CustomerRow } from '@/lib/contracts/customer';
import { expiries } from '@/lib/kyc/expiry';
import { documentLabel } from '@/lib/words/documents';
import { expiryText, expiryTitle } from '@/lib/words/expiry';
import { NOTHING } from '@/lib/words/format';
import { unreadableInRow } from '@/lib/words/unreadable';

interface DocumentsCellProps {
  customer: CustomerRow;
  within?: number;
  failed?: readonly string[];
}

/**
 * Expired and expiring documents first, then the documents that are in order. In a narrow cell the first warning
 * shortens and the style sheet counts the others, and the other badges wrap out of sight; the title names all of them.
 *
 * @param failed what a filter has found amiss with documents: it comes first, so that the row says why it is there
 * @param within days ahead that deserve a warning, when the person filtered for more days than usual
 */
export function DocumentsCell({ customer, within, failed = [] }: DocumentsCellProps) {
  const warnings = expiries(customer, useNow(), within);
  const warned = new Set(warnings.map(({ type }) => type));
  const quiet = [...new Set(customer.documents.map(({ type }) => type))].filter((type) => !warned.has(type));
  const unreadable = unreadableInRow(customer);
  if (warnings.length + unreadable.length + quiet.length === 0) return NOTHING;
  const all = [...failed, ...warnings.map(expiryTitle), ...unreadable, ...quiet.map(documentLabel)].join(', ');
  return (
    <span title={all} className="documents flex h-5 flex-wrap gap-1 overflow-hidden">
      {failed.length + warnings.length + unreadable.length > 0 && (
        <span className="warnings flex min-w-0 max-w-full gap-1">
          {failed.map((text) => (
            <Badge key={text} tone="bad">
              {text}
            </Badge>
          ))}
          {warnings.map((expiry) => (
            <Badge
              key={expiry.type}
              tone={expiry.kind === 'expired' ? 'bad' : 'attention'}
              icon={expiry.kind === 'expired' ? 'badge-calendar-x' : 'badge-hourglass'}
            >
              {expiryText(expiry)}
            </Badge>
          ))}
          {unreadable.map((text) => (
            <Badge key={text} tone="attention">
              {text}
            </Badge>
          ))}
        </span>
      )}
      {quiet.map((type) => (
        <Badge key={type}>{documentLabel(type)}</Badge>
      ))}
    </span>
  );
}
