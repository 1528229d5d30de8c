import { TriangleAlert } from 'lucide-react';
import { AsOf, RowsFailed, RowsStale } from '@/components/table/rows-state';
import type { CustomerPage } from '@/lib/contracts/customer';
import type { ListParams } from '@/lib/contracts/list-params';
import { skippedText } from '@/lib/words/directory';
import { WAITING } from '@/lib/words/waiting';
import { ListEmpty } from './list-empty';

export type ListTroubleProps =
  | { kind: 'empty'; page: CustomerPage; params: ListParams }
  /** Records of this page that could not be read. */
  | { kind: 'skipped'; count: number }
  /** The rows are the directory's, in another order than the person chose. */
  | { kind: 'order'; known: 'newest' | 'none' }
  | {
      kind: 'failed' | 'stale';
      /** What failed, without a full stop. */
      title: string;
      page: CustomerPage | undefined;
      error: Error;
      retry: () => void;
      retrying: boolean;
    };

/** What the list shows in the place of rows, or above old ones. Loaded once the first answer is there. */
export function ListTrouble(props: ListTroubleProps) {
  if (props.kind === 'empty') return <ListEmpty page={props.page} params={props.params} />;
  if (props.kind === 'skipped') {
    return (
      <p role="status" className="flex items-center gap-1 px-3 py-1.5 font-medium text-attention">
        <TriangleAlert aria-hidden className="size-4 shrink-0" />
        {skippedText(props.count)}
      </p>
    );
  }
  if (props.kind === 'order') {
    return (
      <p role="status" className="px-4 py-1.5 text-attention">
        <bdi>{props.known === 'newest' ? WAITING.newest : WAITING.unordered}</bdi>
      </p>
    );
  }
  const { kind, title, page, ...failure } = props;
  if (kind === 'failed' || page === undefined) return <RowsFailed title={title} {...failure} />;
  return (
    <RowsStale {...failure}>
      {title}. You see it <AsOf moment={page.asOf} error={failure.error} />.
    </RowsStale>
  );
}
