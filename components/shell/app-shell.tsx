'use client';

import { ChevronDown } from 'lucide-react';
import '@/components/address/history-gate';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { MenuButton } from '@/components/ui/menu-button';
import { NOTICES } from '@/components/ui/toast';
import { useLoaded } from '@/components/ui/use-loaded';
import { can } from '@/lib/access';
import { BUDGET_HEADER } from '@/lib/budget-header';
import { OTHER_PERSON_PARAM } from '@/lib/other-person';
import { routes } from '@/lib/routes';
import { STEP_UP_PARAM } from '@/lib/step-up-param';
import { ROLE_LABELS } from '@/lib/words/roles';
import { useFrameTaken } from './early/taken-over';
import { Logo } from './logo';
import { DESTINATIONS, isHere } from './navigation';
import { PageLink } from './page-link';
import { ShortcutsProvider } from './shortcuts';
import { useSignOut } from './use-sign-out';
import { useViewer } from './viewer-context';

const loadCount = () => import('./waiting-count').then((module) => module.WaitingCount);
const loadMenu = () => import('./account-menu').then((module) => module.AccountMenu);

/** The id of the element that the skip link leads to. */
const CONTENT = 'content';

/** The frame of the signed-in pages: a 48 px bar, then the page. */
export function AppShell({ children }: { children: ReactNode }) {
  const viewer = useViewer();
  const pathname = usePathname();
  const { failed, leave } = useSignOut();
  const arrival = useArrivalNotice();
  useFrameTaken();
  const budget = useBudgetNotice();
  return (
    <ShortcutsProvider>
      <a
        href={`#${CONTENT}`}
        className="fixed start-2 top-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-1.5 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-line border-b bg-surface ps-4 pe-2 sm:gap-4">
        <PageLink href={routes.customers()} className="flex items-center gap-2 rounded-sm font-semibold text-base">
          <Logo />
          <span className="max-sm:sr-only">Sentinel desk</span>
        </PageLink>
        <nav
          aria-label="Main"
          className="flex h-full min-w-0 items-center gap-1 overflow-x-auto [scrollbar-width:none]"
        >
          {DESTINATIONS.filter(({ permission }) => can(viewer, permission)).map(({ label, href }) => (
            <PageLink
              key={href}
              href={href}
              aria-current={pathname === href ? 'page' : undefined}
              className={cn(
                'flex h-8 shrink-0 items-center rounded-md px-2.5 font-medium text-muted hover:bg-sunken hover:text-ink',
                isHere(href, pathname) && 'bg-sunken text-ink',
              )}
            >
              {label}
              {href === routes.approvals() && <ApprovalCount />}
            </PageLink>
          ))}
        </nav>
        <div className="ms-auto">
          <AccountButton onSignOut={leave} />
        </div>
      </header>
      {failed && (
        <p role="alert" className="flex items-center gap-2 border-bad-line border-b bg-bad-soft px-4 py-2 font-medium">
          <span className="flex-1">Signing out did not work. You are still signed in.</span>
          <Button size="sm" onClick={leave}>
            Try again
          </Button>
        </p>
      )}
      {arrival}
      {budget}
      <div id={NOTICES} className="sticky top-12 z-20" />
      <main id={CONTENT} tabIndex={-1} className="outline-none">
        {children}
      </main>
    </ShortcutsProvider>
  );
}

/** A quiet word when a budget nears its end (`lib/client/request.ts`). */
function useBudgetNotice(): ReactNode {
  const [shown, setShown] = useState<ReactNode>(null);
  useEffect(() => {
    const tell = ({ detail }: CustomEventInit<string>) =>
      void import('./budget-note').then(
        ({ BudgetNotice }) => setShown(<BudgetNotice header={detail ?? ''} />),
        () => {},
      );
    window.addEventListener(BUDGET_HEADER, tell as EventListener);
    return () => window.removeEventListener(BUDGET_HEADER, tell as EventListener);
  }, []);
  return shown;
}

function AccountButton({ onSignOut }: { onSignOut: () => void }) {
  const viewer = useViewer();
  return (
    <MenuButton
      variant="ghost"
      label={`Account menu: ${viewer.name}, ${ROLE_LABELS[viewer.role]}`}
      load={loadMenu}
      menuProps={{ onSignOut }}
    >
      <span className="max-w-40 truncate max-sm:max-w-20">{viewer.name}</span>
      <span className="text-muted max-sm:hidden">{ROLE_LABELS[viewer.role]}</span>
      <ChevronDown aria-hidden className="text-muted" />
    </MenuButton>
  );
}

/** Loaded when the page is at rest: no page waits for the number. */
function ApprovalCount() {
  const [WaitingCount, fetchIt] = useLoaded(loadCount);
  useEffect(() => {
    const timer = setTimeout(() => void fetchIt(), COUNT_AFTER);
    const stop = () => clearTimeout(timer);
    // A page that the browser keeps goes on with its timers when somebody comes back, perhaps without a session.
    window.addEventListener('pagehide', stop);
    return () => {
      stop();
      window.removeEventListener('pagehide', stop);
    };
  }, [fetchIt]);
  return WaitingCount && <WaitingCount />;
}

/** How long after the page the number in the menu may come, ms. */
const COUNT_AFTER = 1_500;

/** What the address tells of the way here: a failed step-up, another person's page. Only then are the words fetched. */
function useArrivalNotice(): ReactNode {
  const [shown, setShown] = useState<ReactNode>(null);
  useEffect(() => {
    const query = new URLSearchParams(window.location.search);
    if (!query.has(STEP_UP_PARAM) && !query.has(OTHER_PERSON_PARAM)) return;
    import('./arrival-notice').then(
      ({ ArrivalNotice }) => setShown(<ArrivalNotice stepUp={query.get(STEP_UP_PARAM)} />),
      () => {},
    );
  }, []);
  return shown;
}
