import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { WebSocket } from 'undici';
import { beforeExit } from '../../scripts/process/program.ts';
import type { Driver } from './webdriver.ts';
import { PATIENCE, untilTrue } from './webdriver.ts';

/** Firefox takes this long to start on a machine that is very busy, ms. */
const START_WITHIN = 60_000;

/** NS_BINDING_ABORTED: the page was left while a font of it was on its way. */
const STOPPED = 'status=2152398850';

export interface Firefox extends Driver {
  /** What pages have written to the console as errors, or thrown. */
  complaints: () => string[];
}

/**
 * Firefox over WebDriver BiDi, without a driver between. Playwright's own BiDi asks for a command that this Firefox (153) does
 * not know (`emulation.setMediaFeaturesOverride`), before it opens a page.
 *
 * @param patience how long the page may take until an expression is true, ms
 */
export async function openFirefox(program: string, patience = PATIENCE): Promise<Firefox> {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-firefox-'));
  const child = spawn(program, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const stop = () => {
    const runs = child.exitCode === null && child.signalCode === null;
    if (child.pid !== undefined && runs) process.kill(-child.pid, 'SIGKILL');
  };
  const kill = async () => {
    stop();
    // A process that is about to end may still write.
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  const forget = beforeExit(kill);
  const late = setTimeout(stop, START_WITHIN);
  // A Firefox that has ended, or was ended because it was late, closes its socket: each command is then refused.
  const started = new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(String(chunk));
      if (found?.[1] !== undefined) resolve(found[1]);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error('Firefox did not start.')));
  });
  const said: string[] = [];
  const begin = async () => {
    const send = await connected(`${await started}/session`, (event) => {
      if (event.level === 'error' && !event.text.includes(STOPPED)) said.push(event.text);
    });
    await send('session.new', { capabilities: {} });
    await send('session.subscribe', { events: ['log.entryAdded'] });
    const { contexts } = (await send('browsingContext.getTree', {})) as { contexts: { context: string }[] };
    return { send, context: contexts[0]?.context ?? '' };
  };
  const { send, context } = await begin()
    .catch(async (error) => {
      await kill();
      forget();
      throw error;
    })
    .finally(() => clearTimeout(late));
  const ask = async <T>(expression: string): Promise<T> => {
    const answer = (await send('script.evaluate', {
      ...{ expression: `JSON.stringify(${expression})`, awaitPromise: true, target: { context } },
    })) as { result?: { value?: string }; exceptionDetails?: { text: string } };
    if (answer.exceptionDetails !== undefined) throw new Error(answer.exceptionDetails.text);
    return JSON.parse(answer.result?.value ?? 'null') as T;
  };
  const until = (expression: string) => untilTrue(ask, expression, patience);
  const press = async (...keys: string[]) => {
    for (const value of keys) {
      const actions = [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ];
      await send('input.performActions', { context, actions: [{ type: 'key', id: 'keyboard', actions }] });
    }
  };
  const focus = async (selector: string) => {
    await until(`document.querySelector(${JSON.stringify(selector)})`);
    await ask(`(document.querySelector(${JSON.stringify(selector)}).focus(), null)`);
  };
  return {
    go: async (url) => void (await send('browsingContext.navigate', { context, url, wait: 'complete' })),
    press,
    ask,
    until,
    type: async (selector, text) => {
      await focus(selector);
      await ask('(document.activeElement.select(), null)');
      await press(...text);
    },
    click: async (selector) => {
      await focus(selector);
      await ask(`(document.querySelector(${JSON.stringify(selector)}).click(), null)`);
    },
    size: async (width, height) =>
      void (await send('browsingContext.setViewport', { context, viewport: { width, height } })),
    forget: async () => void (await send('storage.deleteCookies', {})),
    print: async () => {
      const { data } = (await send('browsingContext.print', { context, background: false })) as { data: string };
      return Buffer.from(data, 'base64');
    },
    complaints: () => said,
    end: async () => {
      await send('browser.close', {}).catch(() => undefined);
      await kill();
      forget();
    },
  };
}

interface LogEntry {
  level: string;
  text: string;
}

/** Sends commands, and gives each its own answer. @param onEntry hears of what pages write to the console */
async function connected(
  url: string,
  onEntry: (entry: LogEntry) => void,
): Promise<(method: string, params: object) => Promise<unknown>> {
  const socket = new WebSocket(url);
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('Firefox takes no connection.')));
  });
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error, message, method, params } = JSON.parse(String(data)) as {
      id?: number;
      method?: string;
      params?: LogEntry;
      result?: unknown;
      error?: string;
      message?: string;
    };
    if (method === 'log.entryAdded' && params !== undefined) onEntry(params);
    const one = id === undefined ? undefined : waiting.get(id);
    if (one === undefined || id === undefined) return;
    waiting.delete(id);
    if (error === undefined) one.resolve(result);
    else one.reject(new Error(`${error}: ${message}`));
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has ended.'));
    waiting.clear();
  });
  let last = 0;
  return (method, params) =>
    new Promise((resolve, reject) => {
      if (socket.readyState !== WebSocket.OPEN) throw new Error('Firefox has ended.');
      last += 1;
      waiting.set(last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
}
