import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';

interface SelectProps<T extends string | number>
  extends Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'children'> {
  /** The accessible name of the combobox. */
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onValueChange: (value: T) => void;
}

/**
 * A choice of a few options. The browser's own control has the role combobox, suits phones, works before hydration, and
 * saves the 30 KB that Base UI's would add to the list page. The cost: its popup cannot be styled.
 */
export function Select<T extends string | number>(props: SelectProps<T>) {
  const { label, value, options, onValueChange, className, ...rest } = props;
  return (
    <span className="relative inline-flex">
      <select
        {...rest}
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => String(option.value) === event.target.value);
          if (chosen) onValueChange(chosen.value);
        }}
        className={cn(
          'h-8 grow appearance-none rounded-md border border-line bg-surface ps-2.5 pe-7 text-ink text-sm hover:bg-sunken',
          className,
        )}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 end-2 my-auto size-4 text-muted" />
    </span>
  );
}
