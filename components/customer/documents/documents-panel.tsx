import { Panel } from '@/components/ui/panel';
import { Skeleton } from '@/components/ui/skeleton';
import type { CustomerDocument } from '@/lib/contracts/customer';
import { DocumentCard } from './document-card';

interface DocumentsPanelProps {
  /** `undefined` while they are loading. */
  documents: readonly CustomerDocument[] | undefined;
  /** The types that Sentinel lists as expired. */
  expiredDocuments: readonly string[];
  now: Date;
}

/** The documents that the customer submitted. */
export function DocumentsPanel({ documents, expiredDocuments, now }: DocumentsPanelProps) {
  return (
    <Panel title="Documents" bodyClassName="p-0">
      {documents === undefined ? (
        <DocumentsComing />
      ) : documents.length === 0 ? (
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
