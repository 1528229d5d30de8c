'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Check, type LucideIcon } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { cn } from './cn';

const ITEM =
  'flex min-h-8 items-center gap-2 rounded-sm px-2 text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-sunken';

export interface MenuProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The button that opens the menu. The menu hangs at it, and returns the focus to it. */
  anchor: RefObject<HTMLElement | null>;
  /** The accessible name. */
  label: string;
  children: ReactNode;
  className?: string;
}

/** The menu of a {@link MenuButton}. Brings Base UI's positioning (30 KB): keep it out of a page's first load. */
export function Menu({ open, onOpenChange, anchor, label, children, className }: MenuProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next, details) => {
        // The button toggles the menu itself, so a press on it must not count as a press outside.
        const target = details.event.target;
        if (!next && target instanceof Node && anchor.current?.contains(target)) details.cancel();
        else onOpenChange(next);
      }}
    >
      <Base.Portal>
        <Base.Positioner anchor={anchor} align="end" sideOffset={4} className="z-50">
          <Base.Popup
            aria-label={label}
            finalFocus={anchor}
            className={cn(
              'max-h-(--available-height) min-w-48 max-w-80 overflow-y-auto rounded-md border border-line bg-surface p-1 text-ink outline-none',
              'transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem(props: { icon?: LucideIcon; onSelect: () => void; disabled?: boolean; children: ReactNode }) {
  const { icon: Icon, onSelect, disabled = false, children } = props;
  return (
    <Base.Item className={ITEM} disabled={disabled} onClick={onSelect}>
      {Icon && <Icon aria-hidden className="size-4 shrink-0 text-muted" />}
      {children}
    </Base.Item>
  );
}

/** A check box. The menu stays open, because people often change several in a row. */
export function MenuCheck(props: {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
  children: ReactNode;
}) {
  return (
    <Base.CheckboxItem
      className={ITEM}
      checked={props.checked}
      disabled={props.disabled ?? false}
      onCheckedChange={props.onCheckedChange}
    >
      <Tick on={props.checked} />
      {props.children}
    </Base.CheckboxItem>
  );
}

/** A labelled group of which one option is chosen. */
export function MenuChoice<T extends string>(props: {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onValueChange: (value: T) => void;
}) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-2 pb-1 text-muted text-xs">{props.label}</Base.GroupLabel>
      <Base.RadioGroup value={props.value} onValueChange={(value: T) => props.onValueChange(value)}>
        {props.options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} className={ITEM}>
            <Tick on={option.value === props.value} />
            {option.label}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}

function Tick({ on }: { on: boolean }) {
  return <Check aria-hidden className={cn('size-4 shrink-0 text-accent', !on && 'invisible')} />;
}
