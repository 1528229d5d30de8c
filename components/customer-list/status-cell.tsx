import { Badge } from '@/components/ui/badge';
import type { Status } from '@/lib/contracts/customer';
import { NOTHING } from '@/lib/words/format';

export function StatusCell({ status }: { status: Status | null }) {
  if (status === null) return NOTHING;
  return (
    <span className="flex">
      <Badge tone={status.tone}>{status.label}</Badge>
    </span>
  );
}
