import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { settleFormerServer, takeOwnerLock } from './owner-lock.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'owner-'));
});
afterEach(() => fs.rmSync(dataDir, { recursive: true }));

it('one owner at a time, and the next one after it', async () => {
  const giveBack = await takeOwnerLock(dataDir);
  await expect(takeOwnerLock(dataDir, 200)).rejects.toThrow(`already running (pid ${process.pid})`);
  giveBack();
  (await takeOwnerLock(dataDir))();
});

it.each([
  ['died', `${2 ** 22 - 1} 1 boot`],
  ['had our pid before a reboot', `${process.pid} 1 another-boot`],
  ['was cut off while writing', ''],
])('the lock of an owner that %s is taken over', async (_, owner) => {
  fs.writeFileSync(path.join(dataDir, 'owner'), owner);
  (await takeOwnerLock(dataDir))();
});

it('a postmaster.pid whose pid is another program now is removed; that program is left alone', async () => {
  const other = spawn('sleep', ['60']);
  const file = path.join(dataDir, 'postmaster.pid');
  fs.writeFileSync(file, `${other.pid}\n${dataDir}\n`);
  await settleFormerServer(dataDir);
  expect(fs.existsSync(file)).toBe(false);
  expect(other.exitCode ?? other.signalCode).toBeNull();
  other.kill();
});
