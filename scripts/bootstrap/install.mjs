import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { stampPackages } from './packages.mjs';

const NEEDED_MEGABYTES = 900;
const DISK_FULL = 'The disk is full: free some space and start again.';

/**
 * Runs `npm ci`, with the npm that started us when there is one. Its output is the progress people see. Answers
 * whether it worked; if not, it has said why in one sentence.
 */
export async function installPackages(root, why) {
  const free = freeMegabytes(root);
  if (free < NEEDED_MEGABYTES) {
    // Said beforehand: npm tries a full disk again and again, for minutes, before it gives up.
    const room = `the packages need about ${NEEDED_MEGABYTES} MB`;
    console.error(`The disk has only ${free} MB free, and ${room}: free some space and start again.`);
    return false;
  }
  console.log(`  Installing packages (npm ci): ${why} …`);
  const started = performance.now();
  // A NODE_ENV=production in somebody's shell would leave out what the build and the tests need.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  // `npm run --silent` would keep even the reason of a failure to itself.
  if (process.env.npm_config_loglevel === 'silent') args.push('--loglevel=error');
  const npm = process.env.npm_execpath;
  const [command, prefix] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const child = spawn(command, [...prefix, ...args], { cwd: root, stdio: ['inherit', 'inherit', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    process.stderr.write(chunk);
    said = (said + chunk).slice(-20_000);
  });
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (status, signal) => resolve(signal ? 130 : status));
  });
  if (code === 0) {
    stampPackages(root);
    console.log(`  Packages installed: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    return true;
  }
  console.error(`\n${freeMegabytes(root) < 20 ? DISK_FULL : reason(code, said)}`);
  return false;
}

function reason(code, said) {
  if (code === 127) return 'npm is missing: install Node.js with npm, from https://nodejs.org.';
  if (code === 130) return 'Installing the packages was interrupted: start again to finish it.';
  if (/ENOSPC|No space left/i.test(said)) return DISK_FULL;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network/i.test(said)) {
    return "The packages could not be downloaded: check the network and npm's registry setting, then start again.";
  }
  return `npm ci failed with exit code ${code}; its own words are above.`;
}

function freeMegabytes(root) {
  const { bavail, bsize } = fs.statfsSync(root);
  return Math.floor((bavail * bsize) / 2 ** 20);
}
