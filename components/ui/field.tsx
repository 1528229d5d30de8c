import { CircleAlert } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './cn';
import { Input } from './input';

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  /** The accessible name. */
  label: string;
  /** What is wrong with the text. Screen readers announce it with the input. */
  error?: ReactNode;
  description?: ReactNode;
  /** At the end inside the box, such as a show-password button. */
  trailing?: ReactNode;
  inputClassName?: string;
}

/** Label, input, help and error, linked for assistive technology. */
export function Field({ label, error, description, trailing, className, inputClassName, ...input }: FieldProps) {
  const id = useId();
  const describedBy = [description && `${id}-about`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={cn('flex flex-col gap-1', className)}>
      <label htmlFor={id} className="font-medium text-sm">
        <bdi>{label}</bdi>
      </label>
      {/* The box as a whole takes the direction, so that the element at its end never covers the text. */}
      <div className="relative" dir={input.dir}>
        <Input
          {...input}
          id={id}
          {...(error && { 'aria-invalid': true })}
          {...(describedBy && { 'aria-describedby': describedBy })}
          className={cn(trailing && 'pe-10', inputClassName)}
        />
        {trailing && <div className="absolute inset-y-0 end-0 flex items-center pe-0.5">{trailing}</div>}
      </div>
      {description && (
        <div id={`${id}-about`} className="text-muted text-xs">
          <bdi>{description}</bdi>
        </div>
      )}
      {/* Always rendered, because a live region announces only changes. */}
      <div id={`${id}-error`} aria-live="polite">
        {error && (
          <p className="flex items-start gap-1 text-bad text-xs">
            <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
            <bdi className="min-w-0 wrap-anywhere">{error}</bdi>
          </p>
        )}
      </div>
    </div>
  );
}
