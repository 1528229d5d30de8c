'use client';

import { Eye, EyeOff } from 'lucide-react';
import { type KeyboardEvent, type Ref, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';

/** The password box, with a button that shows the characters and a note about Caps Lock. */
export function PasswordField({ ref }: { ref: Ref<HTMLInputElement> }) {
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  // The key events of autofill lack this method.
  const noteCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState?.('CapsLock') ?? false);
  return (
    <Field
      ref={ref}
      label="Password"
      name="password"
      type={shown ? 'text' : 'password'}
      autoComplete="current-password"
      spellCheck={false}
      autoCapitalize="none"
      dir="ltr"
      required
      inputClassName="h-10 sm:text-base"
      onKeyDown={noteCapsLock}
      onKeyUp={noteCapsLock}
      onBlur={() => setCapsLock(false)}
      description={<span role="status">{capsLock && 'Caps Lock is on.'}</span>}
      trailing={
        <Button
          variant="ghost"
          size="icon"
          aria-label={shown ? 'Hide characters' : 'Show characters'}
          title={shown ? 'Hide characters' : 'Show characters'}
          onClick={() => setShown(!shown)}
          className="text-muted"
        >
          <Icon aria-hidden />
        </Button>
      }
    />
  );
}
