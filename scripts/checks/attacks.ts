/** The tests that hold an attack off: a file, and where only a part of it counts, words of its tests' titles. */
interface Held {
  file: string;
  tests?: readonly string[];
}

const http = (name: string, ...tests: string[]): Held => ({ file: `e2e/http/${name}.test.ts`, tests });
const journey = (name: string, ...tests: string[]): Held => ({ file: `e2e/journeys/${name}.spec.ts`, tests });
const unit = (name: string, ...tests: string[]): Held => ({ file: `${name}.test.ts`, tests });

const LIMITS = 'sign-in-limits';
const PAGES = ['pages', 'the server'];

/**
 * The attacks that `npm run security` replays, and the tests that hold each of them off. `docs/security.md` says what is
 * defended and how.
 */
export const ATTACKS: Readonly<Record<string, readonly Held[]>> = {
  'Strangers flood one e-mail, so that its owner cannot sign in': [
    http(LIMITS, 'while strangers try one person’s e-mail'),
    journey('sign-in', 'while strangers try a person’s e-mail'),
    unit('lib/server/auth/limits'),
  ],
  'Strangers’ failures block a step-up': [http(LIMITS, 'proves who they are'), http('step-up', 'after ten minutes')],
  'Wrong link tokens keep a new colleague out': [http('links', 'wrong tokens all look alike')],
  'One address tries many e-mails': [http(LIMITS, 'one address is not judged')],
  'A flood uses up what the desk can judge at once': [
    http(LIMITS, 'more attempts than the desk judges at once'),
    unit('lib/server/auth/passwords'),
  ],
  'The time of a refusal tells which e-mails have accounts': [
    unit('lib/server/use-cases/sessions/sign-in', 'a refusal'),
  ],
  'A client claims another address': [http(LIMITS, 'without trusted proxies'), unit('lib/server/http/client-address')],
  'A copied cookie gains the rights of its owner’s proof': [
    http('sessions', 'a copied cookie'),
    http('sso', 'a step-up'),
    journey('sign-in', 'a proof in one tab'),
  ],
  'A session outlives the next sign-in in its browser, or its owner’s sixth': [
    http('sessions', 'a sign-in ends the session', 'one session more than a person may have'),
  ],
  'A session outlives sign-out, the account, the password or its time': [http('auth', 'a session')],
  'An export or a verification goes on after its reader has lost the right': [
    http('directory-export', 'the reader loses the right'),
    http('lost-right'),
    journey('export-cancel', 'account is disabled meanwhile'),
  ],
  'A passkey’s answer is forged, replayed or copied': [
    http('passkeys'),
    journey('passkeys'),
    journey('required', 'is added on the way in'),
  ],
  'A role learns more than it needs': [http('knowledge'), journey('hidden-fields')],
  'A field is revealed, or a file exported, without a purpose': [http('purposes')],
  'A role reaches a route or a page that is not its own': [http('access', 'as ', 'with ')],
  'A page of another site reads or writes in a person’s name': [
    http('access', 'what the page of another site sends'),
    unit('lib/server/http/cross-site'),
  ],
  'A request means two things: repeated keys, foreign charsets, unknown queries': [
    http('access', 'a query that it has no word for', 'its own body as'),
    unit('lib/server/http/parse'),
    unit('lib/server/http/repeated-key'),
  ],
  'A path or a method makes the server fail, or a body fills it': [http('security', ...PAGES)],
  'A page, a static file or a 404 runs foreign scripts or is framed': [http('security', ...PAGES)],
  'A page stays in the browser after sign-out': [
    http('security', 'has the browser forget'),
    journey('browsers', 'a page that the browser kept'),
  ],
  'The secret or a person leaks into files, answers or the log': [http('security', 'canaries'), http('canary')],
  'One row of the application’s own role jams the trail, and people cannot sign out': [
    unit('lib/server/audit/rights'),
    http('trail-faults', 'people sign out and sessions are ended all the same'),
  ],
  'A link of the vendor’s carries credentials': [unit('lib/server/sentinel/answers', 'refuses the link')],
  'A package with a published vulnerability, or with other content, is installed': [unit('scripts/lockfile')],
};

export interface Finding {
  attack: string;
  /** The tests that failed. Empty: the attack is held off. */
  failed: string[];
}

/** @param failures what failed in a run; an empty title stands for a whole file */
export function findings(failures: readonly { file: string; title: string }[]): Finding[] {
  return Object.entries(ATTACKS).map(([attack, held]) => ({
    attack,
    failed: failures
      .filter(({ file, title }) => held.some((one) => one.file === file && covers(one, title)))
      .map(({ file, title }) => `${file} > ${title}`),
  }));
}

function covers({ tests = [] }: Held, title: string): boolean {
  return title === '' || tests.length === 0 || tests.some((words) => title.includes(words));
}

/** The files of all attacks under a directory, each once. */
export function filesOf(belongs: (file: string) => boolean): string[] {
  return [...new Set(Object.values(ATTACKS).flatMap((held) => held.map(({ file }) => file)))].filter(belongs);
}
