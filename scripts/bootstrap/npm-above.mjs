import { execFileSync } from 'node:child_process';

/**
 * Calls back when the npm that started us is gone. npm passes signals on, but killed outright (kill -9, a closed
 * container shell) it says nothing, and a demo would go on holding its port with nobody to stop it. Only npm itself is
 * watched: whoever starts us otherwise may well leave on purpose, as nohup and service managers do.
 */
export function whenNpmDies(callback) {
  const npm = npmAbove(process.ppid, 2);
  if (npm === undefined) return;
  const timer = setInterval(() => {
    if (isAlive(npm)) return;
    clearInterval(timer);
    callback();
  }, 1000);
  timer.unref();
}

/**
 * npm names its process "npm run demo". Our scripts say `exec node`, so that npm is right above: a shell in between would
 * die of Ctrl-C at once, npm with it, and the prompt would be back while things are still stopping. Others may not.
 */
function npmAbove(pid, levels) {
  if (levels === 0 || pid <= 1) return undefined;
  try {
    const line = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const [, parent, args] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (/^npm\b/.test(args ?? '')) return pid;
    return npmAbove(Number(parent), levels - 1);
  } catch {
    return undefined; // no ps here: then this one convenience is missing
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
