import { FilterX, History, ScrollText } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { AuditState } from './audit-state';

/** An answer without events: nothing older, nothing that matches, or nothing at all. */
export function AuditEmpty({ state }: { state: AuditState }) {
  if (state.before !== null) {
    return (
      <EmptyState
        icon={History}
        title="Nothing older"
        action={<Button onClick={() => state.filterBy({})}>Go to the newest</Button>}
      >
        There are no events before this place.
      </EmptyState>
    );
  }
  if (state.filtered) {
    return (
      <EmptyState icon={FilterX} title="No events match" action={<Button onClick={state.clear}>Clear filters</Button>}>
        Nothing in the trail fits all of these filters.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={ScrollText} title="No events yet">
      What people do at this desk appears here.
    </EmptyState>
  );
}
