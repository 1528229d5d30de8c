'use client';

import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { CustomerDocument } from '@/lib/contracts/customer';
import type { OcrComparison } from '@/lib/kyc/ocr-compare';
import { documentLabel } from '@/lib/words/documents';
import { OcrRow } from './ocr-row';

/** More rows than this are folded away on screen. A row with a difference always shows. */
const UNFOLDED = 10;

/** Compares the fields that OCR read on a document with the fields on file, and marks differences. */
export function OcrTable({ type, rows }: { type: CustomerDocument['type']; rows: readonly OcrComparison[] }) {
  const [all, setAll] = useState(rows.length <= UNFOLDED + 2);
  const different = rows.filter((row) => row.result === 'different').length;
  if (rows.length === 0)
    return (
      <p className="text-muted">
        <bdi>No fields read by OCR were given.</bdi>
      </p>
    );
  return (
    <div className="@container flex flex-col gap-1">
      <table className="w-full table-fixed">
        <caption className="pb-1 text-start">
          <span className="flex items-center justify-between gap-2">
            <span className="text-muted">
              <span className="sr-only">{documentLabel(type)}: </span>Fields read by OCR
            </span>
            {different > 0 && <Badge tone="attention">{`${different} different`}</Badge>}
          </span>
        </caption>
        <thead>
          <tr className="text-muted text-xs">
            <th scope="col" className="w-[30%] py-1 ps-2 text-start font-normal @md:w-[24%]">
              Field
            </th>
            <th scope="col" className="py-1 ps-2 text-start font-normal">
              Read by OCR
            </th>
            <th scope="col" className="py-1 ps-2 text-start font-normal">
              On file
            </th>
            <th scope="col" className="hidden w-22 py-1 ps-2 text-start font-normal @md:table-cell print:table-cell">
              Result
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <OcrRow
              // biome-ignore lint/suspicious/noArrayIndexKey: the vendor may repeat a key, and the order never changes
              key={`${index} ${row.key}`}
              row={row}
              folded={!all && index >= UNFOLDED && row.result !== 'different'}
            />
          ))}
        </tbody>
      </table>
      {!all && (
        <Button variant="ghost" size="sm" className="self-start" onClick={() => setAll(true)}>
          {`Show all ${rows.length} fields`}
        </Button>
      )}
    </div>
  );
}
