import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@/lib/server/db/client';
import { askForWalk, forgetAll, readState } from '@/lib/server/directory/sync-state';
import { ensureBuild } from '../../scripts/build/make-build.ts';
import { WIDE_BUDGETS } from '../../scripts/stack/wide-budgets.ts';
import { startStack } from '../../scripts/stack.ts';
import { signIn } from './sign-in.ts';

/** People at the desk, and how long each looks at a page before the next, ms. */
const PEOPLE = 4;
const THINKS = 150;
const ROUNDS = 4;
/** How long nothing is walked, between two walks, ms. */
const IDLE = 12_000;
/** A walk is measured for so long; one that ends earlier is asked for again. */
const WALKED = 12_000;

/**
 * How long people wait for a page of the list, at a desk at rest and while its process walks the list, in turns: into
 * an empty directory (every row is new) and over a full one. A built desk of its own beside the sandbox.
 */
export async function benchForeground(options: {
  dataDir: string;
  customers: string;
  latency: string;
  rate: string;
}): Promise<void> {
  await ensureBuild();
  const { dataDir, customers, latency, rate } = options;
  const stack = await startStack({
    dataDir,
    mode: 'production',
    sandbox: { customers, latency, rowShape: 'full' },
    env: { BUDGETS: WIDE_BUDGETS, DIRECTORY_SYNC_RATE: rate, DIRECTORY_CATCH_UP_SECONDS: '3600' },
    step: (_label, work) => work(),
  });
  const owner = openDatabase(stack.ownerDatabaseUrl, { max: 2, statementTimeout: 60_000 });
  const cookie = await signIn(stack);
  const isWalking = async () => (await readState(owner.pool)).lanes !== null;
  const until = async (is: boolean) => {
    while ((await isWalking()) !== is) await sleep(100);
  };
  const visit = (times: number[], whileTrue: () => boolean) => visitList(stack.appUrl, cookie, times, whileTrue);
  const [idle, filling, again]: [number[], number[], number[]] = [[], [], []];

  // The first walk, and everybody's first pages, warm up.
  await until(true);
  await visit([], lasts(5_000));
  await until(false);
  for (let round = 0; round < ROUNDS; round += 1) {
    await sleep(1_000);
    await visit(idle, lasts(IDLE));
    const walked = round % 2 === 0 ? filling : again;
    for (const enough = lasts(WALKED); enough(); ) {
      if (round % 2 === 0) await forgetAll(owner.pool, true);
      else await askForWalk(owner.pool);
      await until(true);
      let walking = true;
      const watched = until(false).then(() => {
        walking = false;
      });
      await visit(walked, () => walking && enough());
      // To its end, so that it is over before anybody rests, and nobody looks for it when the database has gone.
      await watched;
    }
  }
  const pace = rate === '0' ? 'as fast as it can' : `${rate} pages a second`;
  console.log(`the list beside a walk at ${pace}, the vendor's latency ${latency} ms, ${PEOPLE} people`);
  print('at rest', idle, idle);
  print('while an empty one fills', filling, idle);
  print('while a full one is walked', again, idle);
  await owner.close();
  await stack.stop();
}

/** Everybody asks for pages of the list, again and again. */
async function visitList(appUrl: string, cookie: string, times: number[], whileTrue: () => boolean): Promise<void> {
  const person = async (who: number) => {
    await sleep((who * THINKS) / PEOPLE);
    for (let page = 1 + who * 40; whileTrue(); page += 1) {
      const began = performance.now();
      const answer = await fetch(`${appUrl}/api/customers?page=${page}`, { headers: { cookie } });
      await answer.text();
      if (answer.status !== 200) throw new Error(`the list answered ${answer.status}`);
      times.push(performance.now() - began);
      await sleep(THINKS);
    }
  };
  await Promise.all(Array.from({ length: PEOPLE }, (_, who) => person(who)));
}

function lasts(ms: number): () => boolean {
  const end = performance.now() + ms;
  return () => performance.now() < end;
}

function print(what: string, times: number[], idle: number[]): void {
  const at = (some: number[], share: number) =>
    [...some].sort((one, other) => one - other)[Math.floor((some.length - 1) * share)] ?? Number.NaN;
  const [p50, p95] = [at(times, 0.5), at(times, 0.95)];
  console.log(
    `  ${what.padEnd(28)} p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${(p95 / at(idle, 0.95)).toFixed(2)} x at rest, ${times.length} answers`,
  );
}
