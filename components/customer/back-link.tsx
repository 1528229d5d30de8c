'use client';

import { ArrowLeft } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type MouseEvent, useRef, useState } from 'react';
import { lastShownList } from '@/components/address/shown-list';
import { usePageKeys } from '@/components/shell/hotkey';
import { useKeyHint } from '@/components/shell/key-hint';
import { PageLink } from '@/components/shell/page-link';
import { routes } from '@/lib/routes';

/**
 * Leads back to the list. When the list is the previous page in the browser's history, the link goes Back, which
 * restores page, sort and scroll position. A press before the scripts have come waits for them, because the plain link
 * doesn't know how the person left the list. Deep links, and browsers without the Navigation API, get a plain link to the
 * list.
 */
export function BackLink() {
  const router = useRouter();
  const [list] = useState(lastShownList);
  const link = useRef<HTMLAnchorElement>(null);
  // The key takes the link's own way: the guard of a touched form sees a press on a link.
  usePageKeys({
    back: () => {
      link.current?.click();
      return true;
    },
  });
  const label = list?.kind === 'expiring' ? 'Back to expiring documents' : 'Back to customers';
  const hint = useKeyHint('back');
  const from = list?.kind === 'expiring' ? routes.expiring() : routes.customers();
  const goBack = (event: MouseEvent) => {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!plain || !cameFrom(from)) return;
    event.preventDefault();
    router.back();
  };
  return (
    <PageLink
      ref={link}
      {...hint(label)}
      href={list?.kind === 'expiring' ? routes.expiring(list.params) : from}
      onClick={goBack}
      data-waits
      className="-ms-1 inline-flex items-center gap-1 self-start rounded-sm px-1 text-muted hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-3.5 rtl:-scale-x-100" />
      {label}
    </PageLink>
  );
}

function cameFrom(list: string): boolean {
  // TypeScript says that `navigation` always exists, but Firefox and Safari have had it only since 2026.
  const navigation = 'navigation' in window ? window.navigation : undefined;
  const index = navigation?.currentEntry?.index ?? 0;
  const before = navigation?.entries()[index - 1]?.url;
  return Boolean(before) && new URL(before ?? '', window.location.href).pathname === list;
}
