import fs from 'node:fs';
import path from 'node:path';
import { startChild } from '../process/child.ts';
import { cleanEnvironment } from '../process/environment.ts';
import { ownDirectory } from '../process/private-files.ts';
import { inProject, root } from '../process/project.ts';

/** Where reports and the output of phases lie, to look at after a run. */
export const reportsDirectory = (): string => ownDirectory(inProject('.data', 'test'));

export interface ToolRun {
  code: number | null;
  output: string;
}

/**
 * Runs a Node program of node_modules. With `live` people see its output as it comes; without, it is collected, so
 * that two phases at once do not talk over each other.
 */
export async function runTool(
  name: string,
  script: string,
  args: string[],
  options: { live?: boolean; env?: Record<string, string> } = {},
): Promise<ToolRun> {
  const log = path.join(reportsDirectory(), `${name}.log`);
  fs.rmSync(log, { force: true });
  const child = startChild({
    name,
    command: process.execPath,
    args: [inProject('node_modules', script), ...args],
    env: cleanEnvironment({ ...(options.live ? {} : colours()), ...options.env }),
    cwd: root,
    output: options.live ? 'inherit' : log,
    stopSignal: 'SIGINT', // test runners take their servers down on this one only
    graceMs: 15_000,
  });
  const { code } = await child.ended;
  return { code, output: options.live ? '' : fs.readFileSync(log, 'utf8') };
}

/** Collected output is shown in this same terminal: its colours are ours to decide, not each tool's guess. */
function colours(): Record<string, string | undefined> {
  const coloured = process.stdout.isTTY === true && !process.env.NO_COLOR;
  return coloured ? { FORCE_COLOR: '1', NO_COLOR: undefined } : { FORCE_COLOR: undefined, NO_COLOR: '1' };
}
