import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { TopSearch } from '@/components/customer-search/top-search';
import { AppShell } from '@/components/shell/app-shell';
import { readPreferences } from '@/components/shell/preferences';
import { Providers } from '@/components/shell/providers';
import { requireViewer } from '@/lib/server/http/viewer';
import { callerCheckMode } from '@/lib/server/use-cases/customers/guard';
import { asksForPrints, purposesOffered } from '@/lib/server/use-cases/purpose';
import { waysIn } from '@/lib/server/use-cases/sessions/ways-in';
import { patienceOf } from '@/lib/server/use-cases/while-waiting';
import { PRINT_WORDS } from '@/lib/words/print';
import { CustomerStage } from './customer-stage';
import { readerZone } from './reader-zone';
import { TabMemory } from './tab-memory';

/** Only the frame. Next doesn't run a layout again on each navigation, so each page checks its own permission. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { accountId, name, email, role, added = [], mentions = 0 } = await requireViewer();
  const jar = await cookies();
  return (
    <Providers
      viewer={{
        accountId,
        name,
        email,
        role,
        added,
        mentions,
        purposes: purposesOffered(),
        callerCheck: callerCheckMode(),
        ...(asksForPrints() && { printsAsk: true }),
      }}
      ways={waysIn()}
      preferences={readPreferences((key) => jar.get(key)?.value)}
      clock={{
        zone: await readerZone(),
        drawnAt: Date.now(),
        slowAfter: patienceOf('call'),
      }}
    >
      <TabMemory />
      <AppShell
        search={<TopSearch />}
        refusal={
          asksForPrints() && (
            <p data-refusal className="hidden print:block">
              {PRINT_WORDS.refused}
            </p>
          )
        }
      >
        <CustomerStage>{children}</CustomerStage>
      </AppShell>
    </Providers>
  );
}
