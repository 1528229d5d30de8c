import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { AppShell } from '@/components/shell/app-shell';
import { readPreferences } from '@/components/shell/preferences';
import { Providers } from '@/components/shell/providers';
import { requireViewer } from '@/lib/server/http/viewer';
import { callerCheckMode } from '@/lib/server/use-cases/customers/guard';
import { purposesOffered } from '@/lib/server/use-cases/purpose';
import { waysIn } from '@/lib/server/use-cases/sessions/ways-in';
import { patienceOf } from '@/lib/server/use-cases/while-waiting';
import { CustomerStage } from './customer-stage';
import { readerZone } from './reader-zone';
import { TabMemory } from './tab-memory';

/** Only the frame. Next doesn't run a layout again on each navigation, so each page checks its own permission. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { accountId, name, email, role, added = [] } = await requireViewer();
  const jar = await cookies();
  return (
    <Providers
      viewer={{ accountId, name, email, role, added, purposes: purposesOffered(), callerCheck: callerCheckMode() }}
      ways={waysIn()}
      preferences={readPreferences((key) => jar.get(key)?.value)}
      clock={{
        zone: await readerZone(),
        drawnAt: Date.now(),
        slowAfter: patienceOf('call'),
      }}
    >
      <TabMemory />
      <AppShell>
        <CustomerStage>{children}</CustomerStage>
      </AppShell>
    </Providers>
  );
}
