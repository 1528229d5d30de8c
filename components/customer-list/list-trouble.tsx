import { AsOf, RowsFailed, RowsStale } from '@/components/table/rows-state';
import type { CustomerPage } from '@/lib/contracts/customer';
import type { ListParams } from '@/lib/contracts/list-params';
import { ListEmpty } from './list-empty';

export type ListTroubleProps =
  | { kind: 'empty'; page: CustomerPage; params: ListParams }
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
  const { kind, title, page, ...failure } = props;
  if (kind === 'failed' || page === undefined) return <RowsFailed title={title} {...failure} />;
  return (
    <RowsStale {...failure}>
      {title}. You see it <AsOf moment={page.asOf} />.
    </RowsStale>
  );
}
