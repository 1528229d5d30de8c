import { LoaderCircle } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { AuditEntry } from '@/lib/contracts/audit';
import { outcomeWords } from '@/lib/words/audit';

/** How it ended. What went as it should is no signal: only the rest has a colour. */
export function OutcomeBadge({ entry }: { entry: Pick<AuditEntry, 'action' | 'outcome'> }) {
  const { label, tone, plain } = outcomeWords(entry);
  if (plain) return <span className="text-muted">{label}</span>;
  return (
    <Badge tone={tone} {...(entry.outcome === 'pending' && { icon: LoaderCircle })}>
      {label}
    </Badge>
  );
}
