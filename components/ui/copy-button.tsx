'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button';
import { cn } from './cn';

const CONFIRM_FOR = 1500;

interface CopyButtonProps {
  /** As a function where only the browser knows it. */
  value: string | (() => string);
  /** The accessible name, such as "Copy e-mail". */
  label: string;
  onCopied?: () => void;
  className?: string;
}

/** @returns whether the browser allowed it */
export function copyText(value: string): Promise<boolean> {
  return Promise.resolve(navigator.clipboard?.writeText(value) ?? Promise.reject(new Error('no clipboard'))).then(
    () => true,
    () => false,
  );
}

/**
 * Copies the value and confirms in place. If the browser refuses (no permission, plain http), the text can be selected.
 */
export function CopyButton({ value, label, onCopied, className }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), CONFIRM_FOR);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    const copied = await copyText(typeof value === 'string' ? value : value());
    setOutcome(copied ? 'copied' : 'refused');
    if (copied) onCopied?.();
  };
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label={label}
        title={label}
        onClick={() => void copy()}
        className={cn('size-6 text-muted', className)}
      >
        {outcome === 'copied' ? <Check aria-hidden className="text-good" /> : <Copy aria-hidden />}
      </Button>
      <span role="status" className="sr-only">
        {outcome === 'copied' && 'Copied'}
        {outcome === 'refused' && 'The browser did not allow copying'}
      </span>
    </>
  );
}
