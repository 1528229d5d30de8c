import { HELP, parseFlags } from './flags.ts';
import { DEFAULT_PORT, type SandboxOptions } from './options.ts';
import { startSandbox } from './server.ts';

function fail(sentence: string, code: number): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // parseArgs goes on to explain itself; its first sentence is enough.
  return `${message.split(/\.\s/)[0]?.replace(/\.$/, '')}. Try --help.`;
}

async function run(options: SandboxOptions, quiet: boolean): Promise<void> {
  let leave: () => void = () => process.exit(0);
  // Also while it starts: whoever stops a demo should not have to wait for pictures.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => leave());
  try {
    const begun = performance.now();
    const sandbox = await startSandbox(options);
    leave = () => {
      void sandbox.close().finally(() => process.exit(0));
    };
    process.stdout.write(`Sandbox ready at ${sandbox.url}\n`);
    if (!quiet) process.stderr.write(`Started in ${Math.round(performance.now() - begun)} ms. Ctrl-C stops it.\n`);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const port = options.port ?? DEFAULT_PORT;
    if (code === 'EADDRINUSE') fail(`Port ${port} is in use: stop what runs there, or choose another with --port.`, 1);
    if (error instanceof RangeError) fail(sentence(error), 2);
    fail(`The sandbox could not start: ${sentence(error)}`, 1);
  }
}

try {
  const flags = parseFlags(process.argv.slice(2), process.env);
  if (flags.help) process.stdout.write(HELP);
  else await run(flags.options, flags.quiet);
} catch (error) {
  fail(sentence(error), 2);
}
