'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { troubleQuery } from '@/lib/client/system';
import { routes } from '@/lib/routes';
import { formatClock } from '@/lib/words/format';
import { TROUBLE_WORDS } from '@/lib/words/trouble';
import { useTimeZone } from './clock';
import { PageLink } from './page-link';
import { useCan } from './viewer-context';

interface TroubleBannerProps {
  /** Since when Sentinel refuses the credentials, ISO 8601, as the last answer said. */
  since: string;
  /** When that answer came: a second refusal may begin after the first one has ended. */
  heardAt: number;
}

/** Over the page while Sentinel refuses the desk's credentials. `AppShell` loads this file with the first such answer. */
export function TroubleBanner({ since, heardAt }: TroubleBannerProps) {
  const client = useQueryClient();
  const zone = useTimeZone();
  const isAdmin = useCan('system:read');
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer that tells of it counts, also with the same words.
  useEffect(() => {
    client.setQueryData(troubleQuery().queryKey, { credentialsRefusedSince: since });
  }, [client, since, heardAt]);
  const { data } = useQuery(troubleQuery());
  const refusedSince = data?.credentialsRefusedSince ?? null;
  const isOn = refusedSince !== null;
  // An answer to any other call may mean that it is over. Afterwards nothing is asked: an answer would tell of it again.
  useEffect(() => {
    if (!isOn) return;
    return client.getQueryCache().subscribe((event) => {
      const isAnswer = event.type === 'updated' && event.action.type === 'success';
      if (isAnswer && event.query.queryKey[1] !== 'trouble') void client.refetchQueries(troubleQuery());
    });
  }, [client, isOn]);
  if (refusedSince === null) return null;
  const time = formatClock(refusedSince, zone);
  return (
    <p role="alert" className="flex items-start gap-2 border-bad-line border-b bg-bad-soft px-4 py-2 font-medium">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <span className="min-w-0 flex-1">
        <bdi>{isAdmin ? TROUBLE_WORDS.needsYou(time) : TROUBLE_WORDS.told(time)}</bdi>
        {isAdmin && (
          <>
            {' '}
            <PageLink href={routes.system()} className="underline">
              {TROUBLE_WORDS.toSystem}
            </PageLink>
          </>
        )}
      </span>
    </p>
  );
}
