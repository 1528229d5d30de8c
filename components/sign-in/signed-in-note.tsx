'use client';

import { useEffect } from 'react';
import { buttonClass } from '@/components/ui/button';
import { tellSignedIn } from '@/lib/client/signed-in';
import { routes } from '@/lib/routes';

/**
 * Tells the page that waits for the sign-in, and closes the window where the browser lets a page close itself. The
 * identity provider's pages may have cut the tie to the page that opened this window, so the word goes by a channel.
 */
export function SignedInNote() {
  useEffect(() => {
    tellSignedIn();
    window.close();
  }, []);
  return (
    <a href={routes.customers()} className={buttonClass()}>
      Go to Customers
    </a>
  );
}
