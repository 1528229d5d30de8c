import fs from 'node:fs';
import { endedEarly, startChild } from '../process/child.ts';
import { cleanEnvironment } from '../process/environment.ts';
import { readTail } from '../process/log-tail.ts';
import { ownDirectory } from '../process/private-files.ts';
import { mentionsFullDisk, Problem } from '../process/problem.ts';
import { inProject, root } from '../process/project.ts';
import { step } from '../process/step.ts';
import { buildState, sourceFingerprint, stampBuild } from './build-state.ts';
import { bundlePrograms } from './bundle-programs.ts';
import { precompress } from './precompress.ts';
import { shareChunks } from './share-chunks.ts';

/** Builds the application unless the build is fresh. */
export async function ensureBuild(): Promise<void> {
  const state = buildState();
  if (state === 'fresh') return;
  const why = state === 'missing' ? 'the first time takes about a minute' : 'its source has changed';
  await step(`Building the application (${why})`, makeBuild);
}

/**
 * `next build`, and what its manual leaves to us for a standalone server: the browser's files beside it.
 *
 * @throws Problem with the compiler's own words when it fails
 */
export async function makeBuild(): Promise<void> {
  // Taken first: a file changed while building must make the build stale.
  const fingerprint = sourceFingerprint(root);
  const logFile = `${ownDirectory(inProject('.data'))}/build.log`;
  fs.rmSync(logFile, { force: true });
  const next = startChild({
    name: 'next build',
    command: process.execPath,
    args: [inProject('node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
    env: cleanEnvironment({ NODE_ENV: 'production' }),
    cwd: root,
    output: logFile,
  });
  const ending = await next.ended;
  if (ending.code !== 0) {
    const said = readTail(logFile, 60);
    if (mentionsFullDisk(said) || ending.signal) throw endedEarly('next build', ending, logFile);
    throw new Problem(`The application does not build:\n${said}`);
  }
  const standalone = inProject('.next', 'standalone');
  fs.cpSync(inProject('.next', 'static'), `${standalone}/.next/static`, { recursive: true });
  await precompress(`${standalone}/.next/static`);
  for (const chunks of ['chunks', 'chunks/ssr']) shareChunks(`${standalone}/.next/server/${chunks}`);
  if (fs.existsSync(inProject('public'))) {
    fs.cpSync(inProject('public'), `${standalone}/public`, { recursive: true });
  }
  // Next copies .env files into the build and reads them there at every start: yesterday's secrets, in an artefact.
  for (const file of fs.readdirSync(standalone)) {
    if (file.startsWith('.env')) fs.rmSync(`${standalone}/${file}`);
  }
  await bundlePrograms();
  stampBuild(fingerprint);
}
