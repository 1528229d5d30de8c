type Values = Record<string, string | undefined>;

// What a child needs to run at all and to reach the outside through the operator's proxy or certificate authority.
const PASSED_ON = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'TMPDIR',
  'LANG',
  'LC_ALL',
  'TERM',
  'CI',
  'NO_COLOR',
  'FORCE_COLOR',
  'NODE_EXTRA_CA_CERTS',
  'XDG_CACHE_HOME',
  'XDG_CONFIG_HOME',
  'PLAYWRIGHT_BROWSERS_PATH',
];

/**
 * An environment of its own for a child: the few variables above and the given ones. The demo, the tests and the build
 * never see what happens to be exported in somebody's shell, such as a real SENTINEL_CLIENT_SECRET.
 */
export function cleanEnvironment(values: Values): NodeJS.ProcessEnv {
  const passed = PASSED_ON.map((name): [string, string | undefined] => [name, process.env[name]]);
  return environment({ ...Object.fromEntries(passed), NEXT_TELEMETRY_DISABLED: '1', ...values });
}

/** Exactly these variables. (Next's types demand NODE_ENV of every environment, even of a program that knows no Node.) */
export function environment(values: Values): NodeJS.ProcessEnv {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as NodeJS.ProcessEnv;
}
