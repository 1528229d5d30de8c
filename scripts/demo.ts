import { runStack } from './stack/run-stack.ts';

await runStack('demo', 'production', 'Everybody in it is made up: it talks to an imitation Sentinel on this machine.');
