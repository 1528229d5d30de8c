'use client';

import { useRef } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';
import { useKeyHint } from '@/components/shell/key-hint';
import { PageLink } from '@/components/shell/page-link';
import { useCan } from '@/components/shell/viewer-context';
import { buttonClass } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { routes } from '@/lib/routes';
import { ActivityList } from './activity-list';

interface ActivityPanelProps {
  uuid: string;
  /** When Sentinel's answer for the customer was read. */
  asOf: string;
}

/**
 * The customer's audit entries. `beside.tsx` loads them after the rest of the page, because no one waits for them. By then
 * the trail has the entry of this opening too.
 */
export function ActivityPanel({ uuid, asOf }: ActivityPanelProps) {
  const mayReadAll = useCan('audit:customers');
  const link = useRef<HTMLAnchorElement>(null);
  const hint = useKeyHint('trail');
  usePageKeys({
    ...(mayReadAll && {
      trail: () => {
        link.current?.click();
        return true;
      },
    }),
  });
  return (
    <Panel
      title="Activity"
      bodyClassName="p-0"
      actions={
        mayReadAll && (
          <PageLink
            ref={link}
            href={routes.audit({ customer: uuid })}
            {...hint('In the audit log')}
            className={buttonClass({ size: 'sm' })}
          >
            In the audit log
          </PageLink>
        )
      }
    >
      <ActivityList uuid={uuid} asOf={asOf} />
    </Panel>
  );
}
