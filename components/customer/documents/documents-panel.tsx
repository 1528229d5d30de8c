import { NotReadable } from '@/components/shell/not-readable';
import { Panel } from '@/components/ui/panel';
import { Skeleton } from '@/components/ui/skeleton';
import type { Customer } from '@/lib/contracts/customer';
import { unreadableDocuments } from '@/lib/words/unreadable';
import { DocumentCard } from './document-card';

interface DocumentsPanelProps {
  /** `undefined` while Sentinel's answer is loading. */
  customer: Customer | undefined;
  /** The types that Sentinel lists as expired. */
  expiredDocuments: readonly string[];
  now: Date;
}

/** The documents that the customer submitted. */
export function DocumentsPanel({ customer, expiredDocuments, now }: DocumentsPanelProps) {
  const documents = customer?.documents;
  const unreadable = unreadableDocuments(customer ?? {});
  return (
    <Panel title="Documents" bodyClassName="p-0">
      {documents === undefined ? (
        <DocumentsComing />
      ) : documents.length + unreadable.length === 0 ? (
        <p className="px-4 py-6 text-center text-muted">No documents were submitted.</p>
      ) : (
        <div className="divide-y divide-line">
          {documents.map((document, index) => (
            <DocumentCard
              // biome-ignore lint/suspicious/noArrayIndexKey: two documents may have one type and no number
              key={`${document.type} ${index}`}
              document={document}
              isListed={expiredDocuments.includes(document.type)}
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
