import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Problem } from '../process/problem.ts';
import { beforeExit } from '../process/program.ts';

/** The first line of standard input, whole: spaces count, the line's end does not. */
export async function passwordFromStdin(): Promise<string> {
  const [line = ''] = (await text(process.stdin)).split(/\r?\n/);
  if (line === '') throw new Problem('There is no password on standard input.');
  return line;
}

/** Asks for a new password twice, without showing it. */
export async function askNewPassword(email: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new Problem('There is no terminal to ask for the password on: use --password-stdin.');
  }
  const first = await ask(`Password for ${email}: `);
  const second = await ask('Once more: ');
  if (first !== second) throw new Problem('The two are not the same: nothing was changed.');
  return first;
}

/** One line from the terminal without echo. */
async function ask(question: string): Promise<string> {
  process.stdout.write(question);
  // readline switches the terminal's own echo off and writes what is typed itself: into nothing.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const forget = beforeExit(async () => lines.close());
  try {
    return await new Promise((resolve, reject) => {
      lines.once('line', resolve);
      // In this mode Ctrl-C is a key like any other, and Ctrl-D closes.
      lines.once('SIGINT', () => reject(new Problem('Stopped: nothing was changed.')));
      lines.once('close', () => reject(new Problem('Stopped: nothing was changed.')));
    });
  } finally {
    forget();
    lines.close();
    process.stdout.write('\n');
  }
}
