'use client';

import type { ComponentProps } from 'react';
import { SignInForm } from '@/components/shell/sign-in/sign-in-form';
import { safeNext } from '@/lib/safe-next';

interface PasswordSignInProps extends Pick<ComponentProps<typeof SignInForm>, 'second' | 'passkey' | 'initialFailure'> {
  next: string | undefined;
}

/** Leads on by a full page load, so that no data of the previous person at this computer stays in memory. */
export function PasswordSignIn({ next, ...form }: PasswordSignInProps) {
  return <SignInForm {...form} onSignedIn={() => window.location.assign(safeNext(next))} />;
}
