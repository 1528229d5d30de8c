import type { Metadata } from 'next';
import { idSchema } from '@/lib/contracts/account-requests';
import { requireViewer } from '@/lib/server/http/viewer';
import { readView } from '@/lib/server/use-cases/views/list';
import { VIEW_WORDS } from '@/lib/words/views';
import { OpenView } from './open-view';

export const metadata: Metadata = { title: VIEW_WORDS.opening.title };

/** Where a link to a saved view leads. The link follows the view, and holds none of its filters. */
export default async function Page({ params }: PageProps<'/views/[id]'>) {
  const viewer = await requireViewer('customers:read');
  const id = idSchema.safeParse((await params).id);
  return <OpenView view={id.success ? await readView(id.data, viewer) : null} />;
}
