import type { Metadata } from 'next';
import { AccessReviewPage } from '@/components/access-review/access-review-page';
import { requireViewer } from '@/lib/server/http/viewer';

export const metadata: Metadata = { title: 'Access review' };

export default async function Page() {
  await requireViewer('access:review');
  return <AccessReviewPage />;
}
