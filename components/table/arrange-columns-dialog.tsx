'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, type RefObject, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { COLUMN_WORDS as WORDS } from '@/lib/words/columns';
import { formatCount } from '@/lib/words/numbers';
import { COLUMN_WIDTH, type ColumnView, readColumns } from './column-choice';
import type { ColumnLook } from './column-look';

interface ArrangeColumnsDialogProps {
  looks: Readonly<Record<string, ColumnLook>>;
  view: ColumnView;
  change: (view: ColumnView) => void;
  returnTo: RefObject<HTMLElement | null>;
  onClose: () => void;
}

/** The order and the widths of a table's columns. The table follows at once. */
export function ArrangeColumnsDialog({ looks, view, change, returnTo, onClose }: ArrangeColumnsDialogProps) {
  const [said, setSaid] = useState('');
  const { order } = view;
  const isMovable = (id: string | undefined) => id !== undefined && looks[id]?.fixed !== true;
  const move = (id: string, step: 1 | -1) => {
    const [from, to] = [order.indexOf(id), order.indexOf(id) + step];
    if (!isMovable(order[to])) return;
    const next = [...order];
    next.splice(to, 0, ...next.splice(from, 1));
    change({ ...view, order: next });
    setSaid(WORDS.moved(looks[id]?.label ?? '', formatCount(to + 1)));
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={WORDS.title}
      description={WORDS.about}
      finalFocus={returnTo}
      className="max-w-md"
      footer={
        <>
          <Button className="me-auto" onClick={() => change(readColumns('', looks))}>
            {WORDS.reset}
          </Button>
          <Button onClick={onClose}>{WORDS.done}</Button>
        </>
      }
    >
      <ol aria-label={WORDS.list} className="flex flex-col gap-1">
        {order.map((id, place) => {
          const look = looks[id];
          if (look === undefined || look.labelHidden) return null;
          const { label } = look;
          return (
            <li key={id} className="flex items-center gap-1 sm:gap-2">
              <span className="min-w-0 flex-1 wrap-anywhere">{label}</span>
              {isMovable(id) && (
                <>
                  <StepButton label={WORDS.up(label)} off={!isMovable(order[place - 1])} onStep={() => move(id, -1)}>
                    <ArrowUp aria-hidden />
                  </StepButton>
                  <StepButton label={WORDS.down(label)} off={!isMovable(order[place + 1])} onStep={() => move(id, 1)}>
                    <ArrowDown aria-hidden />
                  </StepButton>
                </>
              )}
              <WidthInput
                label={WORDS.width(label)}
                width={view.widths[id]}
                onWidth={(width) => {
                  const { [id]: _, ...others } = view.widths;
                  change({ ...view, widths: width === undefined ? others : { ...others, [id]: width } });
                }}
              />
            </li>
          );
        })}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
    </Dialog>
  );
}

/** At an end the button is `aria-disabled`, so that the keyboard keeps its place. */
function StepButton(props: { label: string; off: boolean; onStep: () => void; children: ReactNode }) {
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={props.label}
      title={props.label}
      aria-disabled={props.off}
      onClick={() => !props.off && props.onStep()}
    >
      {props.children}
    </Button>
  );
}

/** Counts when the person leaves the box or presses Enter. Empty: the usual width. */
function WidthInput({
  label,
  width,
  onWidth,
}: {
  label: string;
  width: number | undefined;
  onWidth: (width: number | undefined) => void;
}) {
  const take = (box: HTMLInputElement) => {
    const given = box.value === '' ? undefined : Math.round(Number(box.value));
    const bounded = given && Math.min(COLUMN_WIDTH.most, Math.max(COLUMN_WIDTH.least, given));
    box.value = bounded === undefined ? '' : String(bounded);
    if (bounded !== width) onWidth(bounded);
  };
  return (
    <Input
      key={width ?? 'usual'}
      type="number"
      inputMode="numeric"
      aria-label={label}
      placeholder={WORDS.usual}
      defaultValue={width ?? ''}
      min={COLUMN_WIDTH.least}
      max={COLUMN_WIDTH.most}
      step={8}
      className="w-24 shrink-0 max-sm:w-20"
      onBlur={(event) => take(event.currentTarget)}
      onKeyDown={(event) => event.key === 'Enter' && take(event.currentTarget)}
    />
  );
}
