import { CustomerLoading } from '@/components/customer/customer-loading';

export default function Loading() {
  return <CustomerLoading />;
}
