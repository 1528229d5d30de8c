import { NotReadable } from '@/components/shell/not-readable';
import { Panel } from '@/components/ui/panel';
import { Skeleton } from '@/components/ui/skeleton';
import type { Customer, CustomerRow } from '@/lib/contracts/customer';
import { unreadableDocuments } from '@/lib/words/unreadable';
import { documentPlace } from '../hidden-fields';
import { DocumentCard } from './document-card';

interface DocumentsPanelProps {
  /** `undefined` while Sentinel's answer is loading. */
  customer: Customer | undefined;
  /** What Sentinel's list says: the types that have expired, or that its list of them could not be read. */
  row: CustomerRow | undefined;
  now: Date;
}

/** The documents that the customer submitted. */
export function DocumentsPanel({ customer, row, now }: DocumentsPanelProps) {
  // Until Sentinel answers, a row tells which documents there are and until when they are good.
  const documents = customer?.documents ?? row?.documents;
  const ofRow = row?.unreadable?.filter(({ field }) => field === 'expiredDocuments') ?? [];
  const unreadable = unreadableDocuments({ unreadable: [...(customer?.unreadable ?? []), ...ofRow] });
  return (
    <Panel title="Documents" bodyClassName="p-0">
      {documents === undefined ? (
        <DocumentsComing />
      ) : documents.length + unreadable.length === 0 ? (
        <p className="px-4 py-6 text-center text-muted">
          <bdi>No documents were submitted.</bdi>
        </p>
      ) : (
        <div className="divide-y divide-line">
          {documents.map((document, index) => (
            <DocumentCard
              // biome-ignore lint/suspicious/noArrayIndexKey: two documents may have one type and no number
              key={`${document.type} ${index}`}
              document={document}
              place={documentPlace(documents, index)}
              isListed={row?.expiredDocuments.includes(document.type) ?? false}
              now={now}
            />
          ))}
          {unreadable.map((text) => (
            <div key={text} className="px-4 py-3">
              <NotReadable text={text} />
            </div>
          ))}
        </div>
      )}
    </Panel>
  );
}

function DocumentsComing() {
  return (
    <div className="flex flex-col gap-3 p-4">
      <Skeleton className="h-5 w-28" />
      <Skeleton className="w-full" />
      <Skeleton className="w-3/4" />
      <Skeleton className="w-5/6" />
    </div>
  );
}
