import type { Page } from '@playwright/test';
import { DIALOG, expectAccessibleInBoth } from '../support/desk/accessible';
import { asOwner } from '../support/desk/as-owner';
import { expect, test } from '../support/desk/fixtures';
import type { SandboxControl } from '../support/desk/sandbox-control';
import { openCustomer } from '../support/desk/verbs';

test.beforeEach(async ({ signIn }) => {
  await signIn('compliance');
});

const verdict = (page: Page) => page.getByRole('list', { name: 'What the checks say' });
const viewer = (page: Page) => page.getByRole('dialog', { name: 'Image viewer' });

/** A customer whose face match failed, and of whom OCR read two fields otherwise. */
async function doubtful(sandbox: SandboxControl): Promise<string> {
  const { uuid } = await sandbox.named('ocr-difference');
  await sandbox.patch(uuid, { passport: { idMatch: false, idScore: 31.4 } });
  return uuid;
}

test('the verdict stands in the header in words, each of which leads to its place', async ({ page, sandbox }) => {
  const uuid = await doubtful(sandbox);
  await openCustomer(page, uuid);
  await expect(verdict(page)).toContainText('Face match failed');
  await expect(verdict(page)).toContainText('2 fields differ');
  await verdict(page).getByRole('link', { name: '2 fields differ' }).click();
  const differing = page.getByRole('table', { name: /^Passport: Fields read by OCR/ });
  await expect(differing).toBeInViewport();
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('31.4');
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('Checked by the desk, not by Sentinel');
  await expectAccessibleInBoth(page, { within: 'main' });
});

test('one click on the failed face match shows both faces, recorded; they zoom together, lit and beside the fields', async ({
  page,
  sandbox,
  stack,
}) => {
  test.slow();
  const uuid = await doubtful(sandbox);
  await openCustomer(page, uuid);
  await sandbox.clearLog();
  await verdict(page).getByRole('link', { name: 'Face match failed' }).click();
  await expect(viewer(page).getByRole('img')).toHaveCount(2);
  await expect(viewer(page).getByRole('combobox', { name: 'First image' })).toHaveValue('reference');
  await expect(viewer(page).getByRole('combobox', { name: 'Second image' })).toHaveValue('passport-portrait');
  expect(await sandbox.calls()).toEqual(['status']);

  const sizes = () =>
    viewer(page)
      .getByRole('img')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
  await expect.poll(async () => Math.min(...(await sizes()))).toBeGreaterThan(50);
  const before = await sizes();
  await page.keyboard.press('+');
  await expect.poll(async () => (await sizes()).every((size, index) => size > (before[index] ?? 0) * 1.3)).toBe(true);
  await page.keyboard.press('g');
  await page.keyboard.press('0');
  await expect.poll(async () => Math.round((await sizes())[0] ?? 0)).toBe(Math.round(before[0] ?? 0));
  expect((await sizes())[1]).toBeGreaterThan((before[1] ?? 0) * 1.3);
  await page.keyboard.press('b');
  await expect(viewer(page).getByRole('img').first()).toHaveCSS('filter', 'brightness(1.2) contrast(1)');
  await viewer(page).getByRole('button', { name: 'Brightness and contrast as they were' }).click();
  await expect(viewer(page).getByRole('img').first()).toHaveCSS('filter', 'none');

  await page.keyboard.press('f');
  const fields = viewer(page).getByRole('region', { name: 'Fields read and typed' });
  await expect(fields.getByText('Different')).toHaveCount(2);
  await expectAccessibleInBoth(page, DIALOG);

  await page.keyboard.press('m');
  await expect(viewer(page).getByText(/^Hidden in (5:00|4:5\d)$/)).toBeVisible();
  await expect
    .poll(() =>
      asOwner(stack, (query) =>
        query(`SELECT outcome FROM audit_events WHERE action = 'customer.images-kept' AND customer = '${uuid}'`),
      ),
    )
    .toHaveLength(1);
});

test('images that are kept stay beyond their five minutes; a refusal says so and hides them in time', async ({
  page,
  sandbox,
  quiet,
}) => {
  quiet(/ERR_FAILED/);
  await page.clock.install();
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  const images = page.getByRole('region', { name: 'Images' });
  await page.keyboard.press('i');
  await expect(images.getByRole('img').first()).toBeVisible();
  await page.clock.fastForward('04:00');
  await images.getByRole('button', { name: 'Keep for 5 more minutes' }).click();
  await expect(images.getByText(/^Hidden in (5:00|4:5\d)$/)).toBeVisible();
  await page.clock.fastForward('04:00');
  await expect(images.getByRole('img').first()).toBeVisible();
  await page.route('**/images/keep', (route) => route.abort());
  await images.getByRole('button', { name: 'Keep for 5 more minutes' }).click();
  await expect(images.getByRole('alert')).toContainText('The images could not be kept.');
  await page.clock.fastForward('01:01');
  await expect(images.getByText('Images were hidden 5 minutes after you kept them.')).toBeVisible();
});

test('images stand by document, the faces beside their score @more', async ({ page, sandbox }) => {
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  await page.keyboard.press('i');
  const images = page.getByRole('region', { name: 'Images' });
  await expect(images.getByRole('img').first()).toBeVisible();
  await expect(images).toMatchAriaSnapshot(`
    - region "Images":
      - heading "Passport" [level=3]
      - list:
        - listitem:
          - figure "Passport, front":
            - button "Passport, front"
      - figure "Reference face":
        - button "Reference face"
      - text: /Face match Passed [\\d.]+/
      - button "Compare the faces"
      - figure "Passport, portrait":
        - button "Passport, portrait"
      - heading "Emirates ID" [level=3]
      - heading "Liveness" [level=3]
      - status: /Originals/
      - button "Keep for 5 more minutes"
  `);
  await images.getByRole('button', { name: 'Compare the faces' }).first().click();
  await expect(viewer(page).getByRole('img')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(viewer(page)).toHaveCount(0);
  await page.keyboard.press('i');
  await expect(viewer(page).getByRole('img')).toHaveCount(1);
});
