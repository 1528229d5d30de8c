import { once } from 'node:events';
import fs from 'node:fs';
import type { Writable } from 'node:stream';
import { createCheckpointer } from '@/lib/server/audit/checkpoints';
import { type AuditContext, openTrail } from '@/lib/server/audit/trail';
import { verifyTrail } from '@/lib/server/audit/verify';
import { openDatabase } from '@/lib/server/db/client';
import { newNoteKey } from '@/lib/server/signed-note';
import { eventsFile } from '@/lib/server/use-cases/audit/export';
import { chainFindingTexts } from '@/lib/words/chain-finding';
import { UsageError } from './accounts/arguments.ts';
import { type FoundDatabase, findDatabase } from './accounts/database.ts';
import { parseRequest, type Request, USAGE } from './audit/arguments.ts';
import { findCheckpointFile, findKeys } from './audit/keys.ts';
import { explain, Problem } from './process/problem.ts';
import { runProgram } from './process/program.ts';
import { loadDotEnv } from './stack/settings.ts';

/** Whoever runs this has the machine; the trail can't know their name. */
const OPERATOR: AuditContext = {
  actor: { id: null, email: null, role: 'operator' },
  sessionId: null,
  requestId: null,
  address: null,
};

await runProgram(async () => {
  try {
    const request = parseRequest(process.argv.slice(2));
    if (request === 'help') {
      console.log(USAGE);
      return 0;
    }
    if (request.action === 'new-checkpoint-key') {
      const { signer, verifier } = newNoteKey(request.name);
      console.log(`AUDIT_CHECKPOINT_KEY=${signer}\nFor checkers: ${verifier}`);
      return 0;
    }
    loadDotEnv();
    const found = await findDatabase();
    // Standard output may be the export.
    if (found.note) console.error(found.note);
    return request.action === 'verify' ? await verify(found, request) : await exportTo(found, request);
  } catch (error) {
    console.error(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : explain(error));
    return 2;
  }
});

/** Reads, and writes nothing: a copy that somebody wants to examine must stay as it is. */
async function verify(found: FoundDatabase, request: Request & { action: 'verify' }): Promise<number> {
  const given = request.checkpoints;
  if (given !== undefined) requireReadable(given);
  const live = process.stderr.isTTY === true;
  const verdict = await verifyTrail({
    url: found.url,
    keys: findKeys(found),
    checkpointFile: given ?? findCheckpointFile(found),
    archivedTo: request.archivedTo ?? Number(process.env.AUDIT_ARCHIVED_TO || 0),
    onProgress: ({ checked, total }) => live && process.stderr.write(`\r  ${checked} of ${total} events`),
  });
  if (live) process.stderr.write('\r');
  const [first = '', ...others] = chainFindingTexts(verdict);
  console.log([`${verdict.verdict}: ${first}`, ...others.map((text) => `  ${text}`)].join('\n'));
  return verdict.verdict === 'intact' ? 0 : 1;
}

async function exportTo(found: FoundDatabase, { body, output }: Request & { action: 'export' }): Promise<number> {
  const keys = findKeys(found);
  const { db, close } = openDatabase(found.url);
  const trail = openTrail({
    url: found.url,
    keys,
    checkpoints: createCheckpointer({ file: findCheckpointFile(found), key: keys.current }),
  });
  try {
    const file: Writable = output === undefined ? process.stdout : newFile(output);
    const stream = await eventsFile({ db, url: found.url, keys }, body, OPERATOR, {
      signal: new AbortController().signal,
      // The failure itself is thrown, and printed once.
      recorder: { trail, report: () => {} },
      done: () => {},
    });
    for await (const bytes of stream) {
      // A reader who has gone (`| head`) ends it here.
      if (!file.write(bytes)) await once(file, 'drain');
    }
    if (output !== undefined) await once(file.end(), 'finish');
  } finally {
    await trail.close();
    await close();
  }
  return 0;
}

function requireReadable(file: string): void {
  try {
    fs.accessSync(file, fs.constants.R_OK);
  } catch (error) {
    throw new Problem(`${file} cannot be read: nothing was checked.`, { cause: error });
  }
}

/** Only we can read it, and nothing is written over. */
function newFile(file: string): Writable {
  try {
    return fs.createWriteStream(file, { fd: fs.openSync(file, 'wx', 0o600) });
  } catch (error) {
    throw new Problem(`${file} cannot be made: is it there already?`, { cause: error });
  }
}
