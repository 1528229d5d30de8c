import { CustomerLoading } from '@/components/customers/detail/customer-loading';

export default function Loading() {
  return <CustomerLoading />;
}
