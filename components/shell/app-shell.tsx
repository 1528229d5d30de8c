'use client';

import { ChevronDown, Menu as MenuIcon } from 'lucide-react';
import '@/components/address/history-gate';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { LoadFailed } from '@/components/ui/load-failed';
import { MenuButton } from '@/components/ui/menu-button';
import { NOTICES } from '@/components/ui/toast';
import { opened, useLoaded } from '@/components/ui/use-loaded';
import { can } from '@/lib/access';
import { BUDGET_HEADER, MENTIONS_HEADER, MENTIONS_LIST, TROUBLE_HEADER } from '@/lib/note-headers';
import { OTHER_PERSON_PARAM } from '@/lib/other-person';
import { routes } from '@/lib/routes';
import { STEP_UP_PARAM } from '@/lib/step-up-param';
import { ROLE_LABELS } from '@/lib/words/roles';
import { useFrameTaken } from './early/taken-over';
import { usePageKeys } from './hotkey';
import { Logo } from './logo';
import { DESTINATIONS, isHere } from './navigation';
import { PageLink } from './page-link';
import { type EarlyPrint, earlyPrint } from './paper-parts';
import { ShortcutsProvider } from './shortcuts';
import { useSignOut } from './use-sign-out';
import { useViewer } from './viewer-context';

const loadCount = () => import('./waiting-count').then((module) => module.WaitingCount);
const loadPrinting = () => import('./at-rest').then((module) => module.AtRest);
const loadPages = () => import('./account-menu').then((module) => module.PagesMenu);
const loadNotSignedOut = () => import('./account-menu').then((module) => module.NotSignedOut);
const loadMenu = () => import('./account-menu').then((module) => module.AccountMenu);

/** The id of the element that the skip link leads to. */
const CONTENT = 'content';

/**
 * The frame of the signed-in pages: the bar, then the page. On narrow windows the bar scrolls away, so that rows have
 * the room.
 *
 * @param search the search box, a feature of its own
 * @param refusal what paper has in place of the page, where the operator asks what prints are for (`globals.css`)
 */
export function AppShell({ search, refusal, children }: Record<'search' | 'refusal' | 'children', ReactNode>) {
  const viewer = useViewer();
  const pathname = usePathname();
  const destinations = DESTINATIONS.filter(({ permission }) => can(viewer, permission));
  const { failed, leave } = useSignOut();
  const arrival = useArrivalNotice();
  useFrameTaken();
  const budget = useNote(BUDGET_HEADER, loadBudgetNote);
  const trouble = useNote(TROUBLE_HEADER, loadTrouble);
  const mentions = useNote(MENTIONS_HEADER, loadMentions, viewer.mentions);
  const mentionsList = useNote(MENTIONS_LIST, loadMentionsList);
  return (
    <ShortcutsProvider>
      <a
        href={`#${CONTENT}`}
        // The browser would make a history entry without the state by which Next and the search result know the page.
        onClick={(event) => {
          event.preventDefault();
          document.getElementById(CONTENT)?.focus();
        }}
        className="fixed start-2 top-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-1.5 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <header className="relative z-30 flex h-(--bar) flex-wrap content-center items-center gap-x-2 gap-y-2.5 border-line border-b bg-surface ps-4 pe-2 sm:gap-x-4 xl:sticky xl:top-0 xl:flex-nowrap xl:short:static print:hidden">
        <PageLink href={routes.customers()} className="flex items-center gap-2 rounded-sm font-semibold text-base">
          <Logo />
          <span className="max-sm:sr-only">Sentinel desk</span>
        </PageLink>
        <nav
          aria-label="Main"
          className="flex h-8 min-w-0 flex-1 items-center gap-1 overflow-x-auto [scrollbar-width:none] xl:flex-initial"
        >
          <span className="sm:hidden">
            <MenuButton variant="ghost" load={loadPages} menuProps={{}}>
              <MenuIcon aria-hidden />
              {destinations.find(({ href }) => isHere(href, pathname))?.label ?? 'Menu'}
            </MenuButton>
          </span>
          {destinations.map(({ label, href }) => (
            <PageLink
              key={href}
              href={href}
              aria-current={pathname === href ? 'page' : undefined}
              className={cn(
                'flex h-8 shrink-0 items-center rounded-md px-2.5 font-medium text-muted hover:bg-sunken hover:text-ink max-sm:hidden',
                isHere(href, pathname) && 'bg-sunken text-ink',
              )}
            >
              {label}
              {href === routes.approvals() && <ApprovalCount />}
            </PageLink>
          ))}
        </nav>
        <div className="flex items-center gap-1 xl:order-last">
          {mentions}
          <AccountButton onSignOut={leave} />
        </div>
        <div className="flex w-full items-center gap-1 pe-2 xl:ms-auto xl:w-auto xl:min-w-56 xl:flex-1 xl:justify-end xl:pe-0">
          {search}
        </div>
      </header>
      {failed && <NotSignedOut onAgain={leave} />}
      {trouble}
      {arrival}
      {budget}
      {mentionsList}
      <div id={NOTICES} className="sticky top-0 z-20 xl:top-(--bar) xl:short:top-0" />
      {refusal}
      <Print />
      <main id={CONTENT} tabIndex={-1} className="outline-none">
        {children}
      </main>
    </ShortcutsProvider>
  );
}

const loadBudgetNote = async (header: string) => {
  const { BudgetNotice } = await import('./budget-note');
  return <BudgetNotice header={header} />;
};
const loadTrouble = async (since: string) => {
  const { TroubleBanner } = await import('./trouble-banner');
  return <TroubleBanner since={since} heardAt={Date.now()} />;
};

/** Most people have none, and load nothing for it. */
const loadMentions = async (unseen: string) => {
  if (unseen === '0') return null;
  const { MentionsButton } = await import('./mentions/mentions-button');
  return <MentionsButton unseen={Number(unseen)} />;
};
const loadMentionsList = async (asked: string) => {
  if (asked === '') return null;
  const { MentionsDialog } = await opened(import('./mentions/mentions-dialog'));
  return <MentionsDialog />;
};

/** What an answer's header tells beside the answer (`lib/client/request.ts`). The words come with the first one. */
function useNote(header: string, load: (detail: string) => Promise<ReactNode>, first = 0): ReactNode {
  const [shown, setShown] = useState<ReactNode>(null);
  useEffect(() => {
    let newest: Promise<ReactNode>;
    const tell = ({ detail }: CustomEventInit<string>) => {
      const loading = load(detail ?? '');
      newest = loading;
      // The answer to an earlier event may come later.
      loading.then((node) => newest === loading && setShown(node)).catch(() => {});
    };
    window.addEventListener(header, tell as EventListener);
    if (first > 0) tell({ detail: `${first}` });
    return () => window.removeEventListener(header, tell as EventListener);
  }, [header, load, first]);
  return shown;
}

/** The menu of the same file has led here, so that its words need no network. */
function NotSignedOut(props: { onAgain: () => void }) {
  const [Notice, fetchIt] = useLoaded(loadNotSignedOut);
  useEffect(() => void fetchIt(), [fetchIt]);
  return Notice && <Notice {...props} />;
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
      <span dir="auto" className="max-w-40 truncate max-sm:max-w-20">
        {viewer.name}
      </span>
      <span className="text-muted max-sm:hidden">{ROLE_LABELS[viewer.role]}</span>
      <ChevronDown aria-hidden className="text-muted" />
    </MenuButton>
  );
}

/** Loaded when the page is at rest: no page waits for the number. */
function ApprovalCount() {
  const [WaitingCount, fetchIt] = useLoaded(loadCount);
  useAtRest(fetchIt);
  return WaitingCount && <WaitingCount />;
}

/** Printing is recorded. The code comes when the page is at rest, or with the first press. */
function Print() {
  const [Printing, fetchIt, askFor] = useLoaded(loadPrinting);
  const [asked, ask] = useState(0);
  const [missed, miss] = useState<readonly EarlyPrint[]>([]);
  const [failed, fail] = useState(false);
  useAtRest(fetchIt);
  usePageKeys({
    print: () => {
      void askFor(() => ask((times) => times + 1), true).then((worked) => fail(!worked));
      return true;
    },
  });
  useEffect(() => {
    // The browser's own menu may print before the code is there.
    const early = () => {
      const print = earlyPrint();
      miss((before) => [...before, print]);
      void fetchIt().then((worked) => fail(!worked));
    };
    if (Printing === null) window.addEventListener('beforeprint', early);
    return () => window.removeEventListener('beforeprint', early);
  }, [Printing, fetchIt]);
  if (Printing !== null) return <Printing asked={asked} missed={missed} />;
  return failed && <LoadFailed className="px-4 py-2" />;
}

/** Fetches what no page waits for. */
function useAtRest(fetchIt: () => Promise<boolean>): void {
  useEffect(() => {
    const timer = setTimeout(() => void fetchIt(), REST_AFTER);
    const stop = () => clearTimeout(timer);
    // A page that the browser keeps goes on with its timers when somebody comes back, perhaps without a session.
    window.addEventListener('pagehide', stop);
    return () => {
      stop();
      window.removeEventListener('pagehide', stop);
    };
  }, [fetchIt]);
}

/** How long after the page what it can do without may come, ms. */
const REST_AFTER = 1_500;

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
