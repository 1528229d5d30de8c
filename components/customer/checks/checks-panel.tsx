import { Panel } from '@/components/ui/panel';
import { Skeleton } from '@/components/ui/skeleton';
import type { Customer } from '@/lib/contracts/customer';
import { documentChecks, livenessCheck } from '@/lib/kyc/checks';
import { compareOcr } from '@/lib/kyc/ocr-compare';
import { ownChecks } from '@/lib/kyc/own-checks';
import { documentLabel } from '@/lib/words/documents';
import { HIDDEN_WORDS } from '@/lib/words/hidden';
import { WAITING } from '@/lib/words/waiting';
import { documentPlace } from '../hidden-fields';
import { HiddenValue, useHidden } from '../hidden-value';
import { partId } from '../places';
import { CheckTable } from './check-table';
import { OcrTable } from './ocr-table';
import { OwnChecks } from './own-checks';

const LIVENESS_SCORE = { field: 'isLiveScore' } as const;

interface ChecksPanelProps {
  customer: Customer | undefined;
  /** Sentinel has failed to answer. */
  away?: boolean;
  /** The types that Sentinel lists as expired. */
  expiredDocuments: readonly string[];
  now: Date;
}

/** Sentinel's checks with Sentinel's verdicts. The comparison of OCR with the fields on file is our own, and what the
 * desk makes of numbers stands under a heading that says so. */
export function ChecksPanel({ customer, away = false, expiredDocuments, now }: ChecksPanelProps) {
  const isHidden = useHidden();
  return (
    <Panel title="Checks" bodyClassName="p-0">
      {customer ? (
        <div className="divide-y divide-line">
          <div className="px-4 py-3">
            <CheckTable subject="Person" checks={[livenessCheck(customer)]} score={LIVENESS_SCORE} document={null} />
          </div>
          {customer.documents.map((document, index) => {
            const place = { type: document.type, place: documentPlace(customer.documents, index) };
            const ocr = { field: 'ocr', document: place } as const;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two documents may have one type and no number
              <div key={`${document.type} ${index}`} className="flex flex-col gap-3 px-4 py-3">
                <CheckTable
                  subject={documentLabel(document.type)}
                  checks={documentChecks(document, expiredDocuments, now)}
                  score={{ field: 'idScore', document: place }}
                  document={place}
                />
                {isHidden(ocr) ? (
                  <HiddenValue place={ocr} text={HIDDEN_WORDS.ocr} />
                ) : (
                  <div id={partId('ocr', place)} tabIndex={-1} className="scroll-mt-16">
                    <OcrTable type={document.type} rows={compareOcr(document, customer)} />
                  </div>
                )}
                <OwnChecks checks={ownChecks(document, customer)} document={place} />
              </div>
            );
          })}
        </div>
      ) : away ? (
        <p className="px-4 py-6 text-center text-muted">
          <bdi>{WAITING.checksWait}</bdi>
        </p>
      ) : (
        <ChecksComing />
      )}
    </Panel>
  );
}

function ChecksComing() {
  return (
    <div className="flex flex-col gap-4 p-4">
      {['w-full', 'w-5/6', 'w-full', 'w-3/4', 'w-full', 'w-2/3'].map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of placeholders
        <Skeleton key={index} className={width} />
      ))}
    </div>
  );
}
