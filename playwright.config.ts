import { defineConfig } from '@playwright/test';
import { MORE, thorough } from './e2e/support/desk/thorough';
import { chromiumArgs, findChromium } from './scripts/chromium';

// Each worker loads this file, too: what the first has found, the others need not look for.
process.env.TEST_CHROMIUM ??= (await findChromium()) ?? '';
const executablePath = process.env.TEST_CHROMIUM;

/** The room of the run: the journeys, unless a program asks for another one. */
const room = process.env.TEST_ROOM ?? 'journeys';

export default defineConfig({
  testDir: `e2e/${room}`,
  testMatch: '*.spec.ts',
  ...(!thorough && { grepInvert: new RegExp(MORE) }),
  globalSetup: './e2e/journeys/global-setup.ts',
  // Each worker has a stack of its own (fixtures.ts): tests of one file share it in turn.
  workers: 2,
  retries: 0,
  // Generous, for a machine that does other work besides. Only a test that fails ever waits this long.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['json'] as const] : [])],
  outputDir: '.data/test/pictures',
  projects: [{ name: 'chromium' }],
  use: {
    browserName: 'chromium',
    // The same words and dates everywhere.
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Without a graphics card each frame of an animation is drawn by the processor: half of what the tests cost.
    // `browsers.spec.ts` runs with animations.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { args: chromiumArgs(), ...(executablePath !== '' && { executablePath }) },
    // A trace would keep whole pages; what they show here is made up, but the habit would not stay here.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
