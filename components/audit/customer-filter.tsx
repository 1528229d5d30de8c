'use client';

import { useState } from 'react';
import { parseUuid } from '@/components/address/audit-codec';
import { Input } from '@/components/ui/input';

interface CustomerFilterProps {
  value: string | null;
  onChange: (uuid: string | null) => void;
}

/**
 * What is typed is the box's own until it is taken. The same box shows another customer when the address changes: a new
 * box would lose the focus of the person who has just pressed Enter.
 */
export function CustomerFilter({ value, onChange }: CustomerFilterProps) {
  const [typed, setTyped] = useState(value ?? '');
  const [wrong, setWrong] = useState(false);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value ?? '');
    setWrong(false);
  }
  const take = () => {
    const uuid = parseUuid(typed);
    const empty = typed.trim() === '';
    setWrong(uuid === null && !empty);
    if ((uuid !== null || empty) && uuid !== value) onChange(uuid);
  };
  return (
    <form
      autoComplete="off"
      className="w-72 max-sm:col-span-2 max-sm:w-full"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <Input
        dir="ltr"
        aria-label="Customer ID"
        placeholder="Customer ID"
        spellCheck={false}
        autoCapitalize="none"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setWrong(false);
        }}
        onBlur={take}
        {...(wrong && { 'aria-invalid': true, 'aria-describedby': 'audit-customer-wrong' })}
        className="rtl:text-end"
      />
      <p id="audit-customer-wrong" aria-live="polite" className={wrong ? 'mt-1 text-bad text-xs' : 'sr-only'}>
        {wrong && <bdi>Not a customer ID. Copy it from the customer’s page.</bdi>}
      </p>
    </form>
  );
}
