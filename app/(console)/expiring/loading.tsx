import { ExpiringLoading } from '@/components/expiring/expiring-loading';

export default function Loading() {
  return <ExpiringLoading />;
}
