import type { ReactNode } from 'react';

export function FilterGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col">
      <legend className="mb-1 font-medium text-muted text-xs">{title}</legend>
      {children}
    </fieldset>
  );
}

interface FilterOptionProps {
  label: string;
  /** The whole name, when the label is a code. */
  title?: string | undefined;
  /** How many customers the option would leave, as text; absent until that is known. */
  count: string | undefined;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function FilterOption({ label, title, count, checked, onChange }: FilterOptionProps) {
  return (
    <label className="-mx-2 flex h-7 items-center gap-2 rounded-sm px-2 hover:bg-sunken">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
        className="size-3.5 shrink-0 accent-accent"
      />
      <span dir="auto" title={title ?? label} className="clip min-w-0 flex-1">
        {label}
      </span>
      {count !== undefined && <span className="text-muted text-xs tabular-nums">{count}</span>}
    </label>
  );
}
