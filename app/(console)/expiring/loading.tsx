import { ExpiringLoading } from '@/components/customers/expiring/expiring-loading';

export default function Loading() {
  return <ExpiringLoading />;
}
