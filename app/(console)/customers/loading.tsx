import { ListLoading } from '@/components/customer-list/list-loading';

export default function Loading() {
  return <ListLoading />;
}
