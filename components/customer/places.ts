import type { VerdictItem } from '@/lib/kyc/verdict';
import type { CheckName } from '@/lib/words/checks';

/** A part of the page that the verdict in the header leads to. */
type Part = CheckName | 'ocr' | 'own' | 'document';

interface Place {
  type: string;
  place: number;
}

/** The DOM id of a part. `null`: the check of the person. */
export function partId(part: Part, document: Place | null): string {
  return document === null ? `check-${part}` : `check-${document.type}-${document.place}-${part}`;
}

const PARTS: Record<Exclude<VerdictItem['kind'], 'unreadable'>, Part> = {
  liveness: 'liveness',
  faceMatch: 'faceMatch',
  classification: 'classification',
  expired: 'expiry',
  expiring: 'expiry',
  fields: 'ocr',
  own: 'own',
};

export function placeOfItem({ kind, document, unread }: VerdictItem): string {
  return partId(kind === 'unreadable' ? (unread ?? 'liveness') : PARTS[kind], document);
}
