import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { EXPIRING_CODEC, WITHIN, WITHIN_COOKIE } from '@/components/address/expiring-codec';
import type { ExpiringParams } from '@/lib/contracts/expiring';
import { directoryAnswer, isDocumentLoad } from '@/lib/server/http/answers';
import { requireViewer } from '@/lib/server/http/viewer';
import { expiringCustomers } from '@/lib/server/use-cases/customers/expiring';
import { expiringSummary } from '@/lib/server/use-cases/customers/expiring-summary';
import { Expiring } from './expiring';

export const metadata: Metadata = { title: 'Expiring documents' };

/** Without a `loading.tsx`, as the list's page. */
export default async function Page({ searchParams }: PageProps<'/expiring'>) {
  const viewer = await requireViewer('customers:read');
  const { within: asked, ...others } = EXPIRING_CODEC.read(await searchParams);
  const chosen = WITHIN.read((await cookies()).get(WITHIN_COOKIE)?.value ?? '') ?? 30;
  if (!(await isDocumentLoad())) return <Expiring chosen={chosen} first={null} />;
  const params: ExpiringParams = { within: asked ?? chosen, ...others };
  const [summary, rows] = await Promise.all([
    directoryAnswer('page /expiring, figures', viewer, () => expiringSummary(params)),
    directoryAnswer('page /expiring', viewer, async (audit) => ({
      pages: [await expiringCustomers(params, audit)],
      pageParams: [null],
    })),
  ]);
  return <Expiring chosen={chosen} first={{ params, summary, rows }} />;
}
