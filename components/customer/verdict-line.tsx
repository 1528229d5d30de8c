'use client';

import { CircleCheck, CircleMinus, CircleX, TriangleAlert } from 'lucide-react';
import type { MouseEvent } from 'react';
import { cn } from '@/components/ui/cn';
import type { Verdict, VerdictItem } from '@/lib/kyc/verdict';
import { verdictText, VERDICT_WORDS as WORDS } from '@/lib/words/verdict';
import { useEvidence } from './evidence';
import { placeOfItem } from './places';

/** All checks in a line of words below the name, each of which leads to its place on the page. */
export function VerdictLine({ verdict }: { verdict: Verdict }) {
  const { items, anyGiven } = verdict;
  if (items.length === 0) {
    const Icon = anyGiven ? CircleCheck : CircleMinus;
    return (
      <p className={cn('flex items-center gap-1.5', anyGiven ? 'text-good' : 'text-muted')}>
        <Icon aria-hidden className="size-4 shrink-0" />
        <bdi>{anyGiven ? WORDS.passed : WORDS.notGiven}</bdi>
      </p>
    );
  }
  return (
    <ul aria-label={WORDS.title} className="flex flex-wrap items-center gap-x-4 gap-y-1">
      {items.map((item) => (
        <li key={`${item.kind} ${item.unread} ${item.document?.type} ${item.document?.place}`}>
          <Item item={item} all={items} />
        </li>
      ))}
    </ul>
  );
}

function Item({ item, all }: { item: VerdictItem; all: readonly VerdictItem[] }) {
  const { compareFaces } = useEvidence();
  const { kind, document, tone } = item;
  const Icon = tone === 'bad' ? CircleX : TriangleAlert;
  const place = placeOfItem(item);
  const faces = kind === 'faceMatch' && document !== null ? compareFaces : null;
  const go = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const target = window.document.getElementById(place);
    target?.scrollIntoView({ block: 'center' });
    target?.focus({ preventScroll: true });
    if (document !== null) faces?.(document);
  };
  return (
    <a
      href={`#${place}`}
      onClick={go}
      title={faces === null ? undefined : WORDS.compare}
      className={cn(
        'flex items-center gap-1.5 rounded-sm font-medium underline decoration-transparent underline-offset-2 hover:decoration-current',
        tone === 'bad' ? 'text-bad' : 'text-attention',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <bdi>{verdictText(item, all)}</bdi>
    </a>
  );
}
