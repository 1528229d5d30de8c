'use client';

import { ArrowLeft } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type MouseEvent, useState } from 'react';
import { lastShownList } from '@/components/address/shown-list';
import { PageLink } from '@/components/shell/page-link';
import { routes } from '@/lib/routes';

/**
 * Leads back to the list. When the list is the previous page in the browser's history, the link goes Back, which
 * restores page, sort and scroll position. Deep links, and browsers without the Navigation API, get a plain link to the
 * list.
 */
export function BackLink() {
  const router = useRouter();
  const [list] = useState(lastShownList);
  const from = list?.kind === 'expiring' ? routes.expiring() : routes.customers();
  const goBack = (event: MouseEvent) => {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!plain || !cameFrom(from)) return;
    event.preventDefault();
    router.back();
  };
  return (
    <PageLink
      href={list?.kind === 'expiring' ? routes.expiring(list.params) : from}
      onClick={goBack}
      className="-ms-1 inline-flex items-center gap-1 self-start rounded-sm px-1 text-muted hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-3.5 rtl:-scale-x-100" />
      {from === routes.customers() ? 'Back to customers' : 'Back to expiring documents'}
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
