import { runStack } from './stack/run-stack.ts';

await runStack('dev', 'development', 'Hot reload is on. The first visit of each page waits for the compiler.');
