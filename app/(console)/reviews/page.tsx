import type { Metadata } from 'next';
import { ReviewsPage } from '@/components/reviews/reviews-page';
import { requireViewer } from '@/lib/server/http/viewer';

export const metadata: Metadata = { title: 'Reviews' };

export default async function Page() {
  await requireViewer('reviews:read');
  return <ReviewsPage />;
}
