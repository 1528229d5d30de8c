import { builtScript } from '../support/desk/built-script';
import { expect, test } from '../support/desk/fixtures';
import { casesOf } from '../support/desk/thorough';
import { expectHarmless, openCustomer, openList } from '../support/desk/verbs';

test.beforeEach(async ({ signIn }) => {
  await signIn('compliance');
});

test('no image before Show images, exactly one call after it', async ({ page, sandbox }) => {
  const { uuid } = await sandbox.named('all-documents');
  await openCustomer(page, uuid);
  await sandbox.clearLog();
  const images = page.getByRole('region', { name: 'Images' });
  await expect(images.getByRole('img')).toHaveCount(0);
  await images.getByRole('button', { name: 'Show images' }).click();
  await expect(images.getByRole('img').first()).toBeVisible();
  await expect(images.getByText('Passport, front')).toBeVisible();
  expect(await sandbox.calls()).toEqual(['status']);
  const sizes = await images
    .getByRole('img')
    .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth));
  expect(Math.min(...sizes)).toBeGreaterThan(100);
  const sources = await images.getByRole('img').evaluateAll((all) => all.map((one) => one.getAttribute('src') ?? ''));
  expect(sources.every((source) => source.startsWith('blob:'))).toBe(true);
});

test('without the code of the watermark and the viewer, images are on screen and not on paper', async ({
  page,
  sandbox,
  quiet,
}) => {
  quiet(/ERR_FAILED|Failed to load|ChunkLoadError/);
  await page.route(builtScript('patternTransform'), (route) => route.abort());
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  const images = page.getByRole('region', { name: 'Images' });
  await images.getByRole('button', { name: 'Show images' }).click();
  await images.getByRole('button', { name: /Liveness frame 1/ }).click();
  await expect(images.getByRole('alert')).toHaveText(/^This part of the page could not be loaded\./);
  const first = images.getByRole('img').first();
  await expect(first).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(first).toBeHidden();
  await expect(images.getByText('Not printed, because the watermark is not loaded.').first()).toBeVisible();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('the smaller images are asked for by a button of their own @more', async ({ page, sandbox }) => {
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  await sandbox.clearLog();
  await page.getByRole('button', { name: 'Show smaller images' }).click();
  await expect(page.getByRole('region', { name: 'Images' }).getByRole('img').first()).toBeVisible();
  expect((await sandbox.log()).map((call) => call.body.optimizedDownload)).toEqual([true]);
});

test('the viewer turns, zooms, compares and closes from the keyboard', async ({ page, sandbox }) => {
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  const images = page.getByRole('region', { name: 'Images' });
  await images.getByRole('button', { name: 'Show images' }).click();
  await images.getByRole('button', { name: /Liveness frame 1/ }).click();
  const viewer = page.getByRole('dialog', { name: 'Image viewer' });
  await expect(viewer).toBeVisible();
  await expect(viewer.getByText('100%')).toBeVisible();
  await page.keyboard.press('+');
  await expect(viewer.getByText('100%')).toHaveCount(0);
  await page.keyboard.press('0');
  await expect(viewer.getByText('100%')).toBeVisible();
  await page.keyboard.press('r');
  await viewer.getByRole('button', { name: 'Zoom in' }).click();
  await page.keyboard.press('ArrowRight');
  await expect(viewer.getByRole('img', { name: /Liveness frame 2/ })).toBeVisible();
  await page.keyboard.press('c');
  await expect(viewer.getByRole('img')).toHaveCount(2);
  await expect(viewer).toContainText('compliance@');
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  // The keyboard goes on where it left the page, not from its top.
  await expect(images.getByRole('button', { name: /Liveness frame 1/ })).toBeFocused();
});

test('the focus stays in the panel when its buttons give way to the images, and back @more', async ({
  page,
  sandbox,
}) => {
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  const images = page.getByRole('region', { name: 'Images' });
  await images.getByRole('button', { name: 'Show images' }).press('Enter');
  await expect(images.getByRole('img').first()).toBeVisible();
  await expect(images.locator(':focus')).toHaveCount(1);
  await images.getByRole('button', { name: 'Hide images' }).press('Enter');
  await expect(images.getByText('Images are not loaded. Showing them is recorded.')).toBeVisible();
  await expect(images.locator(':focus')).toHaveCount(1);
});

test('images hide when a laptop wakes after the five minutes, with or without an event', async ({ page, sandbox }) => {
  await page.clock.install();
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  const images = page.getByRole('region', { name: 'Images' });
  const shown = images.getByRole('img').first();
  const hidden = images.getByText('Images were hidden after 5 minutes.');
  /** While a laptop sleeps its clock goes on, and the page's timers stand still. */
  const sleep = async () => {
    await images.getByRole('button', { name: 'Show images' }).click();
    await expect(shown).toBeVisible();
    const now = await page.evaluate(() => Date.now());
    // Ahead of the page's clock, which goes on until it is paused.
    await page.clock.pauseAt(now + 30_000);
    await page.clock.setSystemTime(now + 6 * 60_000);
    await expect(shown).toBeVisible();
  };

  await sleep();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(hidden).toBeVisible();
  await expect(images.getByRole('img')).toHaveCount(0);
  await page.clock.resume();

  await sleep();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(hidden).toBeVisible();
  await page.clock.resume();

  // A window that had the focus all along gets no event: the next look at the clock must do.
  await sleep();
  await page.clock.runFor(5_000);
  await expect(hidden).toBeVisible();
});

test('images hide after five minutes, on Hide, and on leaving; their blobs are gone', async ({
  page,
  sandbox,
  quiet,
}) => {
  quiet(/ERR_FILE_NOT_FOUND/);
  await page.clock.install();
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  const images = page.getByRole('region', { name: 'Images' });
  const first = images.getByRole('img').first();
  const show = async (): Promise<string> => {
    await images.getByRole('button', { name: 'Show images' }).click();
    await expect(first).toBeVisible();
    return (await first.getAttribute('src')) ?? '';
  };
  const gone = (url: string) =>
    page.evaluate(
      (source) =>
        new Promise<boolean>((resolve) => {
          const probe = new Image();
          probe.onload = () => resolve(false);
          probe.onerror = () => resolve(true);
          probe.src = source;
        }),
      url,
    );

  const expiring = await show();
  await page.clock.fastForward('05:01');
  await expect(images.getByText('Images were hidden after 5 minutes.')).toBeVisible();
  await expect(images.getByRole('img')).toHaveCount(0);
  expect(await gone(expiring)).toBe(true);

  const hidden = await show();
  await images.getByRole('button', { name: 'Hide images' }).click();
  await expect(images.getByRole('img')).toHaveCount(0);
  expect(await gone(hidden)).toBe(true);

  const left = await show();
  await page.getByRole('link', { name: 'Back to customers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  expect(await gone(left)).toBe(true);
});

test('shows what can be shown of odd images, and says why the rest can not', async ({ page, sandbox }) => {
  for (const key of casesOf(
    ['svg-image', 'no-images'],
    ['png-webp', 'html-image', 'not-base64-image', 'truncated-image', 'many-frames'],
  )) {
    await openCustomer(page, (await sandbox.named(key)).uuid);
    const images = page.getByRole('region', { name: 'Images' });
    await images.getByRole('button', { name: 'Show images' }).click();
    if (key === 'no-images') await expect(images.getByText('Sentinel holds no images of this customer.')).toBeVisible();
    else if (/svg|html|not-base64/.test(key))
      await expect(images.getByText(/Not a JPEG, PNG or WebP|Damaged|can.t be shown/i).first()).toBeVisible();
    else await expect(images.getByRole('figure').or(images.getByRole('img')).first(), key).toBeVisible();
    await expectHarmless(page);
  }
});

test('a reveal that fails says so, and can be tried again', async ({ page, sandbox, quiet }) => {
  quiet(/50[23]/);
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  await sandbox.fault({ mode: 'truncate', path: 'status/', times: 1 });
  const images = page.getByRole('region', { name: 'Images' });
  await images.getByRole('button', { name: 'Show images' }).click();
  await expect(images.getByRole('alert')).toContainText('The images could not be loaded.');
  await images.getByRole('button', { name: 'Try again' }).click();
  await expect(images.getByRole('img').first()).toBeVisible();
});

test('a failed Keep goes with its images, and is not told of the next ones', async ({ page, sandbox, quiet }) => {
  quiet(/Failed to load/);
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  await page.route('**/images/keep', (route) => route.abort());
  const images = page.getByRole('region', { name: 'Images' });
  await images.getByRole('button', { name: 'Show images' }).click();
  await images.getByRole('button', { name: 'Keep for 5 more minutes' }).click();
  const failure = images.getByRole('alert').filter({ hasText: 'The images could not be kept.' });
  await expect(failure).toBeVisible();
  await images.getByRole('button', { name: 'Hide images' }).click();
  await images.getByRole('button', { name: 'Show images' }).click();
  await expect(images.getByRole('button', { name: 'Keep for 5 more minutes' })).toBeVisible();
  await expect(failure).toHaveCount(0);
});

test('smaller images stay until the originals are there, also when these fail at first', async ({
  page,
  sandbox,
  quiet,
}) => {
  quiet(/50[23]/);
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  const images = page.getByRole('region', { name: 'Images' });
  await images.getByRole('button', { name: 'Show smaller images' }).click();
  await expect(images.getByRole('img').first()).toBeVisible();
  const source = await images.getByRole('img').first().getAttribute('src');
  await sandbox.fault({ mode: 'truncate', path: 'status/', times: 1 });
  await images.getByRole('button', { name: 'Show originals' }).click();
  await expect(images.getByRole('alert')).toContainText('The originals could not be loaded.');
  await expect(images.getByRole('img').first()).toHaveAttribute('src', source ?? '');
  await images.getByRole('button', { name: 'Show originals' }).click();
  await expect(images.getByText(/^Originals, hidden again/)).toBeVisible();
  await expect(images.getByRole('img').first()).not.toHaveAttribute('src', source ?? '');
  await expect(images.getByRole('alert')).toHaveCount(0);
  await expect(images.locator(':focus')).toHaveCount(1);
});

test('originals that are hidden while they load are shown by the same call, once they are asked for again', async ({
  page,
  sandbox,
}) => {
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  await sandbox.clearLog();
  const images = page.getByRole('region', { name: 'Images' });
  await images.getByRole('button', { name: 'Show smaller images' }).click();
  await expect(images.getByRole('img').first()).toBeVisible();
  await sandbox.fault({ mode: 'hold', path: 'status/' });
  await images.getByRole('button', { name: 'Show originals' }).click();
  await expect.poll(() => sandbox.calls()).toEqual(['status', 'status']);
  await images.getByRole('button', { name: 'Hide images' }).click();
  await images.getByRole('button', { name: 'Show smaller images' }).click();
  await expect(images.getByRole('button', { name: 'Show images' })).toHaveAttribute('aria-busy', 'true');
  await sandbox.clearFaults();
  await expect(images.getByText(/^Originals, hidden again/)).toBeVisible();
  expect(await sandbox.calls()).toEqual(['status', 'status']);
});

test('originals that come while the viewer is open take the place of the smaller images in it', async ({
  page,
  sandbox,
}) => {
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  await sandbox.clearLog();
  const images = page.getByRole('region', { name: 'Images' });
  await images.getByRole('button', { name: 'Show smaller images' }).click();
  await expect(images.getByRole('img').first()).toBeVisible();
  await sandbox.fault({ mode: 'hold', path: 'status/' });
  await images.getByRole('button', { name: 'Show originals' }).click();
  await expect.poll(() => sandbox.calls()).toEqual(['status', 'status']);
  await images.getByRole('button', { name: /Liveness frame 1/ }).click();
  const viewer = page.getByRole('dialog', { name: 'Image viewer' });
  const shown = viewer.getByRole('img', { name: /Liveness frame 1/ });
  const smaller = (await shown.getAttribute('src')) ?? '';
  await page.keyboard.press('+');
  await expect(viewer.getByText('100%')).toHaveCount(0);
  await sandbox.clearFaults();
  await expect(shown).not.toHaveAttribute('src', smaller);
  await expect(shown).toBeVisible();
  await expect(viewer.getByText('100%')).toHaveCount(0);
  await page.keyboard.press('0');
  await expect(viewer.getByText('100%')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  await expect(images.getByText(/^Originals, hidden again/)).toBeVisible();
  await expect(images.getByRole('button', { name: /Liveness frame 1/ })).toBeFocused();
});

test('a person who does not say what originals are for is told when the smaller images hide', async ({
  page,
  sandbox,
  quiet,
}) => {
  quiet(/422/);
  await page.clock.install();
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  const images = page.getByRole('region', { name: 'Images' });
  await images.getByRole('button', { name: 'Show smaller images' }).click();
  await expect(images.getByRole('img').first()).toBeVisible();
  const error = { code: 'purpose_required', message: '', requestId: 'none', purposes: ['other'] };
  await page.route('**/api/customers/*/images', (route) => route.fulfill({ status: 422, json: { error } }));
  await images.getByRole('button', { name: 'Show originals' }).click();
  await page.getByRole('dialog', { name: 'What is this for?' }).getByRole('button', { name: 'Cancel' }).click();
  await expect(images.getByRole('button', { name: 'Show originals' })).not.toHaveAttribute('aria-busy', 'true');
  await expect(images.getByRole('img').first()).toBeVisible();
  await page.clock.fastForward('05:01');
  await expect(images.getByText('Images were hidden after 5 minutes.')).toBeVisible();
  await expect(images.getByRole('img')).toHaveCount(0);
  await expect(images.locator(':focus')).toHaveCount(1);
});

test('signing out in one tab takes the images of another with it', async ({ page, context, sandbox }) => {
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  await page.getByRole('button', { name: 'Show images' }).click();
  await expect(page.getByRole('region', { name: 'Images' }).getByRole('img').first()).toBeVisible();
  const other = await context.newPage();
  await openList(other);
  await other.getByRole('button', { name: /^Account menu/ }).click();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
});

test('a tab that asks while another tab signs out waits for how that ends, and keeps no way back', async ({
  page,
  context,
  quiet,
}) => {
  quiet(/401/);
  await openList(page);
  const other = await context.newPage();
  await openList(other);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/auth/signout', async (route) => {
    const answer = await route.fetch();
    await released;
    await route.fulfill({ response: answer });
  });
  const sent = page.waitForRequest('**/api/auth/signout');
  await page.getByRole('button', { name: /^Account menu/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await sent;
  // The session ends before the answer: ask until it is refused.
  await expect.poll(async () => (await context.request.get('/api/customers')).status()).toBe(401);
  const refused = other.waitForResponse((response) => response.status() === 401);
  await other.getByRole('button', { name: 'Refresh' }).click();
  await refused;
  release();
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect(other).toHaveURL(/\/sign-in$/);
});

test('signing out takes the images with it @more', async ({ page, sandbox }) => {
  await openList(page);
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  await page.getByRole('button', { name: 'Show images' }).click();
  await expect(page.getByRole('region', { name: 'Images' }).getByRole('img').first()).toBeVisible();
  await page.getByRole('button', { name: /^Account menu/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goBack();
  await expect(page.getByRole('region', { name: 'Images' })).toHaveCount(0);
});
