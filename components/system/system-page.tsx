'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTimeZone } from '@/components/shell/clock';
import { RowsFailed, RowsStale } from '@/components/table/rows-state';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Ltr } from '@/components/ui/ltr';
import { Panel } from '@/components/ui/panel';
import { Skeleton } from '@/components/ui/skeleton';
import { systemQuery } from '@/lib/client/system';
import type {
  PartState,
  SystemFinding,
  SystemPartReport,
  SystemPool,
  SystemReplica,
  SystemReport,
  SystemSetting,
} from '@/lib/contracts/system';
import { formatMoment } from '@/lib/words/format';
import { factLabel, factText, findingWords, replicaText, SYSTEM_WORDS, settingText } from '@/lib/words/system';

const TONES: Record<PartState, BadgeTone> = {
  works: 'good',
  slow: 'attention',
  'needs-you': 'bad',
  off: 'neutral',
  unknown: 'attention',
};

/** How the desk and what it rests on do: each part with its state in words, and what to do. Asks again by itself. */
export function SystemPage() {
  const query = useQuery(systemQuery());
  const again = { retry: () => void query.refetch(), retrying: query.isFetching };
  const { data, error } = query;
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-4 p-4">
      <h1 className="font-semibold text-xl">{SYSTEM_WORDS.title}</h1>
      {data && error && (
        <RowsStale error={error} {...again}>
          {SYSTEM_WORDS.stale}
        </RowsStale>
      )}
      {data ? (
        <Report report={data} />
      ) : error ? (
        <RowsFailed title={SYSTEM_WORDS.failed} error={error} {...again} />
      ) : (
        <Skeleton className="h-96" />
      )}
    </div>
  );
}

function Report({ report: { at, parts, pools, replicas, settings } }: { report: SystemReport }) {
  const zone = useTimeZone();
  return (
    <>
      <p role="status" className="font-medium">
        <bdi>{SYSTEM_WORDS.whole[worstOf(parts)]}</bdi>{' '}
        <span className="font-normal text-muted text-xs">
          <bdi>{SYSTEM_WORDS.asOf(formatMoment(at, zone))}</bdi>
        </span>
      </p>
      <div className="grid items-start gap-4 md:grid-cols-2 xl:grid-cols-3">
        {parts.map((part) => (
          <Part key={part.part} report={part}>
            {part.part === 'vendor' && <Pools pools={pools} />}
            {part.part === 'replicas' && <Replicas replicas={replicas} />}
          </Part>
        ))}
      </div>
      <Settings settings={settings} />
    </>
  );
}

/** The graver, the earlier. */
const GRAVEST: readonly PartState[] = ['needs-you', 'unknown', 'slow'];

function worstOf(parts: readonly SystemPartReport[]): PartState {
  return GRAVEST.find((state) => parts.some((part) => part.state === state)) ?? 'works';
}

function Part({ report, children }: { report: SystemPartReport; children: ReactNode }) {
  const zone = useTimeZone();
  const { part, state, findings, facts } = report;
  return (
    <Panel
      title={SYSTEM_WORDS.parts[part]}
      actions={<Badge tone={TONES[state]}>{SYSTEM_WORDS.states[state]}</Badge>}
      bodyClassName="flex flex-col gap-3"
    >
      {state === 'unknown' && (
        <p>
          <bdi>{SYSTEM_WORDS.unread}</bdi>
        </p>
      )}
      {findings.length > 0 && (
        <ul className="flex flex-col gap-2">
          {findings.map((finding) => (
            <Finding key={JSON.stringify(finding)} finding={finding} />
          ))}
        </ul>
      )}
      <dl className="flex flex-col gap-1">
        {facts.map((fact) => (
          <div key={fact.key} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-3">
            <dt className="text-muted">{factLabel(fact)}</dt>
            <dd className="min-w-0 wrap-anywhere tabular-nums">
              <bdi>{factText(fact, zone)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {children}
    </Panel>
  );
}

function Finding({ finding }: { finding: SystemFinding }) {
  const { says, todo } = findingWords(finding, useTimeZone());
  return (
    <li className="wrap-anywhere">
      <p className="font-medium">
        <bdi>{says}</bdi>
      </p>
      {todo !== null && (
        <p className="text-muted">
          <bdi>{todo}</bdi>
        </p>
      )}
    </li>
  );
}

function Pools({ pools }: { pools: readonly SystemPool[] }) {
  return (
    <ul aria-label={SYSTEM_WORDS.calls} className="flex flex-col gap-1 border-line border-t pt-3">
      {pools.map(({ pool, phase, running, waiting }) => (
        <li key={pool} className="flex flex-wrap items-center justify-between gap-x-3">
          <span>{SYSTEM_WORDS.pools[pool]}</span>
          <span className="text-muted tabular-nums">
            <bdi>{SYSTEM_WORDS.poolLine(running, waiting)}</bdi>{' '}
            <Badge tone={phase === 'closed' ? 'neutral' : 'attention'}>{SYSTEM_WORDS.phases[phase]}</Badge>
          </span>
        </li>
      ))}
    </ul>
  );
}

const REPLICA_TONES: Record<SystemReplica['state'], BadgeTone> = { alive: 'good', stopping: 'neutral', silent: 'bad' };

function Replicas({ replicas }: { replicas: readonly SystemReplica[] }) {
  const zone = useTimeZone();
  return (
    <ul aria-label={SYSTEM_WORDS.parts.replicas} className="flex flex-col gap-2 border-line border-t pt-3">
      {replicas.map((replica) => (
        <li key={replica.id} className="wrap-anywhere">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            <Ltr>{replica.host}</Ltr>
            <Badge tone={REPLICA_TONES[replica.state]}>{SYSTEM_WORDS.replicaStates[replica.state]}</Badge>
          </p>
          <p className="text-muted text-xs">
            <bdi>{replicaText(replica, zone)}</bdi>
          </p>
          <p className="text-muted text-xs">
            {[
              replica.isThis && SYSTEM_WORDS.thisReplica,
              replica.isSyncer && SYSTEM_WORDS.syncer,
              replica.state === 'silent' && SYSTEM_WORDS.seen(formatMoment(replica.seenAt, zone)),
            ]
              .filter((word) => word !== false)
              .map((word) => (
                <bdi key={word} className="me-2">
                  {word}
                </bdi>
              ))}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Settings({ settings }: { settings: readonly SystemSetting[] }) {
  return (
    <Panel title={SYSTEM_WORDS.settings}>
      <dl className="grid gap-x-6 gap-y-1 lg:grid-cols-2">
        {settings.map((setting) => (
          <div key={setting.name} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-3">
            <dt className="min-w-0 wrap-anywhere text-muted">
              <Ltr>{setting.name}</Ltr>
            </dt>
            <dd dir="ltr" className="line-clamp-4 min-w-0 wrap-anywhere rtl:text-end" title={settingText(setting)}>
              {settingText(setting)}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
