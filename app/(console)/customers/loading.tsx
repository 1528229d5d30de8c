import { ListLoading } from '@/components/customers/list/list-loading';

export default function Loading() {
  return <ListLoading />;
}
