import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { contactOwnersQuery } from '@/lib/client/contact-owners';
import type { ContactOwner, ContactOwners, OwnersBody } from '@/lib/contracts/requests';
import { routes } from '@/lib/routes';
import { OWNER_WORDS } from '@/lib/words/contact-owners';

/**
 * Who else has a value, to stand as the error under its box; `null` where the directory names no other owner, which does
 * not mean that the value is free.
 *
 * @param body the value in its bare writing; `null` while there is none to ask about, or typing goes on
 */
export function useOwners(body: OwnersBody | null): ReactNode {
  const { data } = useQuery({ ...contactOwnersQuery(body ?? NOTHING), enabled: body !== null });
  // Without a directory, or with one that can't be reached, there is nothing to say: the form works all the same.
  return body === null || data === undefined || data.owners.length === 0 ? null : <Owners {...data} />;
}

const NOTHING: OwnersBody = { except: '' };

function Owners({ owners, more }: ContactOwners) {
  return (
    <>
      {owners.map((owner, index) => (
        // A viewer who may not read customers gets owners that nothing tells apart.
        <span key={owner.uuid ?? index} className="block">
          <bdi>{OWNER_WORDS.usedBy(nameOf(owner))}</bdi>{' '}
          {owner.uuid !== null && <OpenLink uuid={owner.uuid} name={nameOf(owner)} />}
        </span>
      ))}
      {more && <span className="block">{OWNER_WORDS.more}</span>}
    </>
  );
}

/** In a new tab, so that what was typed stays. */
function OpenLink({ uuid, name }: { uuid: string; name: string }) {
  return (
    <a
      href={routes.customer(uuid)}
      target="_blank"
      rel="noopener"
      aria-label={OWNER_WORDS.openLabel(name)}
      className="inline-flex items-center gap-1 font-medium text-accent underline underline-offset-2"
    >
      {OWNER_WORDS.open}
      <ExternalLink aria-hidden className="size-3" />
    </a>
  );
}

function nameOf({ uuid, name }: ContactOwner): string {
  return name ?? (uuid === null ? OWNER_WORDS.somebody : OWNER_WORDS.nameless);
}
