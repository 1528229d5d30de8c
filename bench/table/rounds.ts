import os from 'node:os';
import type { Pair } from './numbers.ts';

/** Fewer rounds are a try: the table of results is not changed. */
export const ROUNDS = 7;

/**
 * Measures both sides in turns: whoever goes first in one round goes second in the next. One round more than asked for
 * is run at the start and dropped, because it warms both sides up.
 *
 * @param ours and `theirs` get the number of the round, so that both can take the same page or person
 */
export async function inTurns<Sample>(
  rounds: number,
  ours: (round: number) => Promise<Sample>,
  theirs: (round: number) => Promise<Sample>,
): Promise<{ ours: Sample; theirs: Sample }[]> {
  const samples: { ours: Sample; theirs: Sample }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const first = round % 2 === 0 ? await ours(round) : await theirs(round);
    const second = round % 2 === 0 ? await theirs(round) : await ours(round);
    if (round > 0) samples.push(round % 2 === 0 ? { ours: first, theirs: second } : { ours: second, theirs: first });
  }
  return samples;
}

/** One number of each sample; rounds in which a side has none are left out. */
export function pairsOf<Sample>(
  samples: readonly { ours: Sample; theirs: Sample }[],
  pick: (sample: Sample) => number | undefined,
): Pair[] {
  return samples.flatMap((sample) => {
    const [ours, theirs] = [pick(sample.ours), pick(sample.theirs)];
    return ours === undefined || theirs === undefined ? [] : [{ ours, theirs }];
  });
}

export interface Machine {
  processors: number;
  model: string;
  node: string;
  /** Processes that wanted to run in the last minute. */
  load: number;
}

/** The machine as it is now. Asked before a run: a run loads the machine by itself. */
export function machineNow(): Machine {
  const processors = os.cpus();
  return {
    processors: processors.length,
    model: processors[0]?.model.trim() ?? 'unknown',
    node: process.versions.node,
    load: Math.round((os.loadavg()[0] ?? 0) * 10) / 10,
  };
}

export function isBusy({ load, processors }: Pick<Machine, 'load' | 'processors'>): boolean {
  return load > processors;
}
