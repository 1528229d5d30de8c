import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);

/** Fonts and pictures are compressed already. */
const COMPRESSED = /\.(?:js|css|svg|json|map|txt)$/;
/** Smaller files gain nothing: they fit into one packet as they are. */
const LEAST_BYTES = 1_000;

/**
 * Puts a file `….br` beside each of the browser's files, at brotli's highest quality. That is too slow for a request, so
 * Next only offers gzip; `server-guard.mjs` hands out these files.
 *
 * @param directory `.next/static` of the standalone server
 */
export async function precompress(directory: string): Promise<void> {
  const files = fs.readdirSync(directory, { recursive: true, withFileTypes: true });
  const wanted = files.filter((file) => file.isFile() && COMPRESSED.test(file.name));
  await Promise.all(
    wanted.map(async (file) => {
      const name = path.join(file.parentPath, file.name);
      const bytes = await fs.promises.readFile(name);
      if (bytes.length < LEAST_BYTES) return;
      const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
      await fs.promises.writeFile(`${name}.br`, await compress(bytes, { params }));
    }),
  );
}
