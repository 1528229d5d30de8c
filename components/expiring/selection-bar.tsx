'use client';

import { CheckCheck } from 'lucide-react';
import { type ComponentType, useState } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';
import { useKeyHint } from '@/components/shell/key-hint';
import type { RowSelection } from '@/components/table/use-row-selection';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { LoadFailed } from '@/components/ui/load-failed';
import { openings, useLoaded } from '@/components/ui/use-loaded';
import type { ExpiringRow } from '@/lib/contracts/expiring';
import { selectedText, WORKLIST_WORDS } from '@/lib/words/worklist';
import { nameOf, rowKey } from './expiring-table';

const loadDialog = () => import('./mark-dialog').then((module) => module.MarkDialog);

interface BulkCustomer {
  uuid: string;
  name: string;
  email: string | null;
  phoneNumber: string | null;
}

export type CreateLinksButton = ComponentType<{ customers: readonly BulkCustomer[]; onDone: () => void }>;

interface SelectionBarProps {
  rows: readonly ExpiringRow[];
  selection: RowSelection;
  /** `null` for who may create no links. */
  CreateLinks: CreateLinksButton | null;
  /** Called when rows have changed: a link was created, or a document marked. */
  onChanged: () => void;
}

/** What can be done with the selected rows. */
export function SelectionBar({ rows, selection, CreateLinks, onChanged }: SelectionBarProps) {
  const [marking, setMarking] = useState<readonly ExpiringRow[] | null>(null);
  const [said, setSaid] = useState('');
  const [failed, setFailed] = useState(false);
  const [Dialog, fetchDialog] = useLoaded(loadDialog);
  const hint = useKeyHint('markDone');
  const selected = rows.filter((row) => selection.has(rowKey(row)));
  const customers = [
    ...new Map(
      selected.map(({ uuid, email, phoneNumber, ...person }) => [
        uuid,
        { uuid, name: nameOf(person), email, phoneNumber },
      ]),
    ).values(),
  ];
  const mark = () => ({
    ready: fetchDialog().then((worked) => {
      setFailed(!worked);
      return worked;
    }),
    open: () => setMarking(selected),
  });
  usePageKeys({
    selectAll: () => {
      if (selection.waits) return 'wait';
      if (selected.length === rows.length) selection.clear();
      else selection.all();
      return true;
    },
    ...(selected.length > 0 && {
      markDone: mark,
    }),
  });
  return (
    // At the lower edge of the window, so that rows stay where they are when the first one is selected.
    <div
      className={cn(
        'w-full flex-wrap items-center gap-2 max-sm:hidden',
        selected.length > 0
          ? 'sticky bottom-0 z-20 flex rounded-md border border-line bg-surface px-3 py-2 shadow-sm short:static'
          : // Announced when it comes to say something: what is not displayed is no live region.
            'flex has-[p:empty]:sr-only',
      )}
    >
      <p role="status" className="me-2 tabular-nums empty:sr-only">
        {selected.length > 0 ? <bdi>{selectedText(selected.length, customers.length)}</bdi> : said && <bdi>{said}</bdi>}
      </p>
      {failed && <LoadFailed />}
      {selected.length > 0 && (
        <>
          {CreateLinks && <CreateLinks customers={customers} onDone={onChanged} />}
          <Button
            {...hint(WORKLIST_WORDS.marking.action)}
            onPointerEnter={() => void fetchDialog()}
            onFocus={() => void fetchDialog()}
            onClick={() => openings.expect(mark())}
          >
            <CheckCheck aria-hidden />
            {WORKLIST_WORDS.marking.action}
          </Button>
          <Button variant="ghost" onClick={selection.clear}>
            {WORKLIST_WORDS.clearSelection}
          </Button>
        </>
      )}
      {marking && Dialog && (
        <Dialog
          rows={marking}
          onClose={(any) => {
            setMarking(null);
            if (any) onChanged();
          }}
          onDone={(text) => {
            setMarking(null);
            setSaid(text);
            selection.clear();
            onChanged();
          }}
        />
      )}
    </div>
  );
}
