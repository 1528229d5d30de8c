'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { can } from '@/lib/access';
import { routes } from '@/lib/routes';
import { AccountButton } from './account-button';
import { Logo } from './logo';
import { DESTINATIONS, isHere } from './navigation';
import { ShortcutsProvider } from './shortcuts';
import { useSignOut } from './use-sign-out';
import { useStepUpFailure } from './use-step-up-failure';
import { useViewer } from './viewer-context';

/** Where the skip link leads; also what a page scrolls within is its own affair. */
const CONTENT = 'content';

/** The frame of the signed-in pages: a 48 px bar, then the page. */
export function AppShell({ children }: { children: ReactNode }) {
  const viewer = useViewer();
  const pathname = usePathname();
  const { failed, leave } = useSignOut();
  const stepUpFailure = useStepUpFailure();
  return (
    <ShortcutsProvider>
      <a
        href={`#${CONTENT}`}
        className="fixed start-2 top-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-1.5 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-line border-b bg-surface ps-4 pe-2 sm:gap-4">
        <Link
          href={routes.customers()}
          prefetch={false}
          className="flex items-center gap-2 rounded-sm font-semibold text-base"
        >
          <Logo />
          <span className="max-sm:sr-only">Sentinel desk</span>
        </Link>
        <nav
          aria-label="Main"
          className="flex h-full min-w-0 items-center gap-1 overflow-x-auto [scrollbar-width:none]"
        >
          {DESTINATIONS.filter(({ permission }) => can(viewer, permission)).map(({ label, href }) => (
            <Link
              key={href}
              href={href}
              prefetch={false}
              aria-current={pathname === href ? 'page' : undefined}
              className={cn(
                'flex h-8 shrink-0 items-center rounded-md px-2.5 font-medium text-muted hover:bg-sunken hover:text-ink',
                isHere(href, pathname) && 'bg-sunken text-ink',
              )}
            >
              {label}
            </Link>
          ))}
        </nav>
        <div className="ms-auto">
          <AccountButton onSignOut={leave} />
        </div>
      </header>
      {failed && (
        <Alert
          className="rounded-none border-x-0 border-t-0 px-4"
          title="Signing out did not work. You are still signed in."
          actions={
            <Button size="sm" onClick={leave}>
              Try again
            </Button>
          }
        />
      )}
      {stepUpFailure}
      <main id={CONTENT} tabIndex={-1} className="outline-none">
        {children}
      </main>
    </ShortcutsProvider>
  );
}
