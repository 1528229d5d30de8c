import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = '.next/static/chunks';

/**
 * Tells the requests for those built scripts that hold one of the texts, for `page.route`. The texts are looked for on the
 * disk: a test that reads every script on its way may end while one is still being read.
 */
export function builtScript(...texts: readonly string[]): (url: URL) => boolean {
  const names = readdirSync(FOLDER).filter((name) => {
    if (!name.endsWith('.js')) return false;
    const script = readFileSync(`${FOLDER}/${name}`, 'utf8');
    return texts.some((text) => script.includes(text));
  });
  if (names.length === 0) throw new Error(`no built script holds ${texts.join(' or ')}`);
  return ({ pathname }) => names.some((name) => pathname.endsWith(`/${name}`));
}
