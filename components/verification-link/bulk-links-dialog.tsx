'use client';

import { Copy } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useClosesWithView } from '@/components/address/use-closes-with-view';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { CopyButton, copyText } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { Ltr } from '@/components/ui/ltr';
import { Progress } from '@/components/ui/progress';
import { json, requestJson } from '@/lib/client/request';
import type { VerificationLink } from '@/lib/contracts/directory';
import { directoryApi } from '@/lib/directory-routes';
import { createdText, BULK_LINK_WORDS as WORDS } from '@/lib/words/bulk-links';
import { counted, formatCount } from '@/lib/words/numbers';
import { askLinks, type LinkCustomer, type LinkState } from './ask-links';

interface BulkLinksDialogProps {
  customers: readonly LinkCustomer[];
  returnTo: RefObject<HTMLElement | null>;
  /** @param any whether any link was asked for */
  onClose: (any: boolean) => void;
}

type Phase = 'before' | 'running' | 'over';
const WAITING: LinkState = { kind: 'waiting' };

/** One link: the same route as a single one, so that guard, record and turn of a customer hold for each. */
const askOne = async (uuid: string) => {
  const { link } = await requestJson<VerificationLink>(directoryApi.link(uuid), json('POST', { why: 'ask' }));
  return link;
};

/**
 * Several links, asked for one after the other. They are in this component's state alone, in no cache, and go with it:
 * leaving asks first while a link has not been copied.
 */
export function BulkLinksDialog({ customers, returnTo, onClose }: BulkLinksDialogProps) {
  const [states, setStates] = useState<ReadonlyMap<string, LinkState>>(new Map());
  const [phase, setPhase] = useState<Phase>('before');
  const [copied, setCopied] = useState<ReadonlySet<string>>(new Set());
  const [told, setTold] = useState<string | null>(null);
  const stop = useRef(false);
  // Leaving stops what has not been asked for.
  useEffect(() => {
    stop.current = false;
    return () => {
      stop.current = true;
    };
  }, []);
  const stateOf = ({ uuid }: LinkCustomer) => states.get(uuid) ?? WAITING;
  const links = customers.flatMap((customer) => {
    const state = stateOf(customer);
    return state.kind === 'created' ? [{ ...customer, link: state.link }] : [];
  });
  const over = customers.filter((one) => !['waiting', 'asking'].includes(stateOf(one).kind)).length;
  const running = phase === 'running';
  const close = () => onClose(phase !== 'before');
  // The link that is being created would be lost as well.
  const losing = running || links.some(({ uuid }) => !copied.has(uuid)) ? 'link' : null;
  const guard = useLeaveGuard({ losing, onClose: close });
  useClosesWithView(() => losing === null && close());

  const start = () => {
    setPhase('running');
    const tell = (uuid: string, state: LinkState) => setStates((before) => new Map(before).set(uuid, state));
    void askLinks(customers, askOne, tell, () => stop.current).then(() => setPhase('over'));
  };
  const noteCopied = (uuids: readonly string[]) => setCopied((before) => new Set([...before, ...uuids]));
  const copyAll = async () => {
    const lines = links.map(({ name, email, phoneNumber, link }) => [name, email ?? '', phoneNumber ?? '', link]);
    const worked = await copyText(lines.map((cells) => cells.join('\t')).join('\n'));
    if (worked) noteCopied(links.map(({ uuid }) => uuid));
    setTold(worked ? WORDS.copied : WORDS.notCopied);
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !running && guard.close()}
      title={counted(customers.length, WORDS.title)}
      description={phase === 'before' ? <bdi>{WORDS.about}</bdi> : undefined}
      keepOnOutsidePress
      finalFocus={returnTo}
      className="max-w-2xl"
      footer={
        phase === 'before' ? (
          <>
            <Button onClick={() => onClose(false)}>{WORDS.cancel}</Button>
            <Button variant="primary" onClick={start}>
              {counted(customers.length, WORDS.create)}
            </Button>
          </>
        ) : running ? (
          <Button
            onClick={() => {
              stop.current = true;
            }}
          >
            {WORDS.stop}
          </Button>
        ) : (
          <>
            <Button onClick={guard.close}>{WORDS.done}</Button>
            {links.length > 0 && (
              <Button variant="primary" onClick={() => void copyAll()}>
                <Copy aria-hidden />
                {counted(links.length, WORDS.copyAll)}
              </Button>
            )}
          </>
        )
      }
    >
      <div className="flex flex-col gap-3">
        {running && (
          <div className="flex flex-col gap-1">
            <Progress label={WORDS.list} value={over} max={customers.length} />
            <p className="tabular-nums">
              <bdi>{WORDS.progress(formatCount(over), formatCount(customers.length))}</bdi>
            </p>
          </div>
        )}
        <p role="status" className="empty:sr-only">
          {phase === 'over' && <bdi>{told ?? createdText(links.length)}</bdi>}
        </p>
        <ul aria-label={WORDS.list} className="flex flex-col">
          {customers.map((customer) => (
            <li
              key={customer.uuid}
              className="flex flex-wrap items-center gap-x-3 border-line border-t py-1.5 first:border-t-0"
            >
              <span dir="auto" className="clip w-40 min-w-0 font-medium" title={customer.name}>
                {customer.name}
              </span>
              <LinkLine state={stateOf(customer)} onCopied={() => noteCopied([customer.uuid])} />
            </li>
          ))}
        </ul>
      </div>
      {guard.question}
    </Dialog>
  );
}

function LinkLine({ state, onCopied }: { state: LinkState; onCopied: () => void }) {
  if (state.kind === 'created') {
    return (
      <span className="flex min-w-0 flex-1 items-center gap-1 max-sm:basis-full">
        <Ltr className="clip min-w-0 flex-1 select-all text-xs" title={state.link}>
          {state.link}
        </Ltr>
        <CopyButton value={state.link} label={counted(1, WORDS.copyAll)} onCopied={onCopied} />
      </span>
    );
  }
  const text = WORDS.states[state.kind];
  const isBad = state.kind === 'refused' || state.kind === 'unknown';
  return (
    <span className={cn('min-w-0 flex-1 max-sm:basis-full', isBad ? 'text-bad' : 'text-muted')}>
      <bdi>{'reason' in state ? WORDS.because(text, state.reason) : text}</bdi>
    </span>
  );
}
