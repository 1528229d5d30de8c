import { setTimeout as sleep } from 'node:timers/promises';

/** The few commands of WebDriver (W3C) that a walk needs. Elements are found by script, by CSS or by their text. */
export interface Driver {
  go: (url: string) => Promise<void>;
  /** Presses keys one after the other, as a person does. Special keys by their code points (`KEYS`). */
  press: (...keys: string[]) => Promise<void>;
  /** Runs an expression in the page. */
  ask: <T>(expression: string) => Promise<T>;
  /** Waits until an expression of the page is true. Throws with its text when that takes too long. */
  until: (expression: string) => Promise<void>;
  /** Types into the box that a selector finds. */
  type: (selector: string, text: string) => Promise<void>;
  click: (selector: string) => Promise<void>;
  size: (width: number, height: number) => Promise<void>;
  /** Takes all cookies away. */
  forget: () => Promise<void>;
  /** The page as a PDF. WebKit's driver has no command for it. */
  print?: () => Promise<Buffer>;
  end: () => Promise<void>;
}

export const KEYS = { enter: '\uE007', escape: '\uE00C', tab: '\uE004' } as const;

/** Ms. */
export const PATIENCE = 10_000;
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Asks the page again and again, for so many ms. */
export async function untilTrue(ask: Driver['ask'], expression: string, patience = PATIENCE): Promise<void> {
  const began = Date.now();
  while (!(await ask<boolean>(`Boolean(${expression})`))) {
    if (Date.now() - began > patience) throw new Error(`Not within ${patience} ms: ${expression}`);
    await sleep(50);
  }
}

/** @param capabilities what `alwaysMatch` holds */
export async function openDriver(server: string, capabilities: object): Promise<Driver> {
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${server}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}, ${value.message}`);
    return value;
  };
  const { sessionId } = await call<{ sessionId: string }>('POST', '/session', {
    capabilities: { alwaysMatch: capabilities },
  });
  const own = `/session/${sessionId}`;
  const ask = async <T>(expression: string) =>
    await call<T>('POST', `${own}/execute/sync`, { script: `return (${expression});`, args: [] });
  const until = (expression: string) => untilTrue(ask, expression);
  const find = async (selector: string) => {
    await until(`document.querySelector(${JSON.stringify(selector)})`);
    const found = await call<Record<string, string>>('POST', `${own}/element`, {
      using: 'css selector',
      value: selector,
    });
    return `${own}/element/${found[ELEMENT]}`;
  };
  return {
    go: async (url) => void (await call('POST', `${own}/url`, { url })),
    press: async (...keys) => {
      for (const value of keys) {
        const actions = [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ];
        await call('POST', `${own}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] });
      }
    },
    ask,
    until,
    type: async (selector, text) => {
      const element = await find(selector);
      await call('POST', `${element}/clear`, {});
      await call('POST', `${element}/value`, { text });
    },
    click: async (selector) => void (await call('POST', `${await find(selector)}/click`, {})),
    size: async (width, height) => void (await call('POST', `${own}/window/rect`, { width, height })),
    forget: async () => void (await call('DELETE', `${own}/cookie`)),
    end: async () => void (await call('DELETE', own)),
  };
}
