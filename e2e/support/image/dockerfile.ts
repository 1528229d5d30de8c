import fs from 'node:fs';
import { inProject } from '../../../scripts/process/project';

/** What the last stage of the Dockerfile says. */
export interface ImageRecipe {
  workdir: string;
  /** Taken from an earlier stage, in order. */
  copies: { from: string; to: string; owner: number | null }[];
  env: Record<string, string>;
  user: { uid: number; gid: number };
  port: number;
  entrypoint: string[];
  command: string[];
  health: string[];
}

/**
 * Reads the last stage of the Dockerfile.
 *
 * @throws Error for an instruction that nobody replays: then the replay would be of another image
 */
export function readDockerfile(): ImageRecipe {
  const text = fs.readFileSync(inProject('Dockerfile'), 'utf8').replace(/^#.*\n/gm, '');
  const lines = text.replaceAll('\\\n', ' ').split('\n');
  const stage = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')) + 1);
  const recipe: Partial<ImageRecipe> & Pick<ImageRecipe, 'copies' | 'env'> = { copies: [], env: {} };
  for (const line of stage.filter((one) => one.trim() !== '')) {
    const [, instruction = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    switch (instruction) {
      case 'WORKDIR':
        recipe.workdir = rest;
        break;
      case 'COPY': {
        const [, owner, from = '', to = ''] = /^--from=build (?:--chown=(\d+):\d+ )?(\S+) (\S+)$/.exec(rest) ?? [];
        if (from === '') throw new Error(`The replay does not know how to follow: ${line}`);
        recipe.copies.push({ from, to, owner: owner === undefined ? null : Number(owner) });
        break;
      }
      case 'ENV':
        for (const pair of rest.split(' ')) {
          const [name = '', value = ''] = pair.split('=');
          recipe.env[name] = value;
        }
        break;
      case 'USER': {
        const [uid = 0, gid = 0] = rest.split(':').map(Number);
        recipe.user = { uid, gid };
        break;
      }
      case 'EXPOSE':
        recipe.port = Number(rest);
        break;
      case 'ENTRYPOINT':
        recipe.entrypoint = JSON.parse(rest);
        break;
      case 'CMD':
        recipe.command = JSON.parse(rest);
        break;
      case 'HEALTHCHECK':
        recipe.health = JSON.parse(rest.slice(rest.indexOf('[')));
        break;
      case 'STOPSIGNAL':
        if (rest !== 'SIGTERM') throw new Error('The replay sends SIGTERM.');
        break;
      default:
        throw new Error(`The replay does not know how to follow: ${line}`);
    }
  }
  const { workdir, user, port, entrypoint, command, health, ...rest } = recipe;
  if (!workdir || !user || !port || !entrypoint || !command || !health) throw new Error('The Dockerfile lacks a line.');
  return { workdir, user, port, entrypoint, command, health, ...rest };
}
