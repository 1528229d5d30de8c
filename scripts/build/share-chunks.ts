import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const SOURCE_MAP = /\n?\/\/# sourceMappingURL=\S+\s*$/;
/** Smaller files cost nothing. */
const LEAST_BYTES = 1_000;

/**
 * The compiler writes the modules that all routes share into a file for each route: the same text under twenty names. The
 * server loads the files of all routes as it starts, and would compile each of them. Here the first stays, and the others
 * hand out what it exports.
 *
 * @param directory the server's chunks
 * @returns how many bytes need not be loaded any more
 */
export function shareChunks(directory: string): number {
  const kept = new Map<string, string>();
  let saved = 0;
  for (const name of fs.readdirSync(directory).sort()) {
    if (!name.endsWith('.js')) continue;
    const file = path.join(directory, name);
    const text = fs.readFileSync(file, 'utf8').replace(SOURCE_MAP, '');
    if (text.length < LEAST_BYTES || !text.startsWith('module.exports=[')) continue;
    const digest = createHash('sha256').update(text).digest('hex');
    const first = kept.get(digest);
    if (first === undefined) {
      kept.set(digest, name);
      continue;
    }
    fs.writeFileSync(file, `module.exports=require(${JSON.stringify(`./${first}`)});\n`);
    saved += text.length;
  }
  return saved;
}
