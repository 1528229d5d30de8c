'use client';

import { useEffect, useState } from 'react';
import { PageLink } from '@/components/shell/page-link';
import { useCan } from '@/components/shell/viewer-context';
import { buttonClass } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { useLoaded } from '@/components/ui/use-loaded';
import { routes } from '@/lib/routes';
import { ActivityComing } from './activity-coming';

const loadList = () => import('./activity-list').then((module) => module.ActivityList);

interface ActivityPanelProps {
  uuid: string;
  /** When Sentinel's answer for the customer was read; `undefined` until it arrives. */
  asOf: string | undefined;
}

/**
 * The customer's audit entries. The panel loads its code and its entries after the rest of the page, because no one
 * waits for them. By then the trail has the entry of this opening too.
 */
export function ActivityPanel({ uuid, asOf }: ActivityPanelProps) {
  const mayReadAll = useCan('audit:customers');
  const [ActivityList, fetchIt] = useLoaded(loadList);
  const [failed, setFailed] = useState(false);
  const ready = asOf !== undefined;
  useEffect(() => {
    if (ready) void fetchIt().then((worked) => setFailed(!worked));
  }, [ready, fetchIt]);
  return (
    <Panel
      title="Activity"
      bodyClassName="p-0"
      actions={
        mayReadAll && (
          <PageLink href={routes.audit({ customer: uuid })} className={buttonClass({ size: 'sm' })}>
            In the audit log
          </PageLink>
        )
      }
    >
      {ActivityList && asOf !== undefined ? (
        <ActivityList uuid={uuid} asOf={asOf} />
      ) : failed ? (
        <p role="alert" className="px-4 py-4 text-center text-muted">
          The activity could not be loaded. Reload the page.
        </p>
      ) : (
        <ActivityComing />
      )}
    </Panel>
  );
}
