import { expect, test } from '../support/desk/fixtures';
import { openCustomer } from '../support/desk/verbs';

const OFFERS = [
  { role: 'support', edit: true, images: false, identity: false },
  { role: 'compliance', edit: false, images: true, identity: true },
  { role: 'admin', edit: true, images: true, identity: true },
] as const;

for (const { role, edit, images, identity } of OFFERS) {
  test(`${role} is offered what the role allows, and refused the rest`, async ({ page, sandbox, signIn, quiet }) => {
    quiet(/403/);
    await signIn(role);
    const { uuid, email, phoneNumber } = await sandbox.named('editable');
    await openCustomer(page, uuid);
    await expect(page.getByRole('button', { name: 'Edit contact' })).toHaveCount(edit ? 1 : 0);
    await expect(page.getByRole('button', { name: 'Show images' })).toHaveCount(images ? 1 : 0);
    await expect(page.getByRole('region', { name: 'Checks' })).toContainText('Passed');
    const hidden = page.getByText('Hidden for your role');
    if (identity) await expect(hidden).toHaveCount(0);
    else await expect(hidden.first()).toBeVisible();
    // The operator of this desk lets no role reveal what it doesn't see.
    await expect(page.getByRole('button', { name: /^Reveal / })).toHaveCount(0);
    await sandbox.clearLog();
    const [reveal, correct] = await page.evaluate(
      async ({ path, expected }) => {
        const send = async (method: string, url: string, body: unknown) => {
          const headers = { 'content-type': 'application/json' };
          return (await fetch(url, { method, headers, body: JSON.stringify(body) })).status;
        };
        return [
          await send('POST', `${path}/images`, {}),
          await send('PATCH', `${path}/contact`, { email: 'new@corrected.example', expected }),
        ];
      },
      { path: `/api/customers/${uuid}`, expected: { email, phoneNumber } },
    );
    expect({ reveal, correct }).toEqual({ reveal: images ? 200 : 403, correct: edit ? 200 : 403 });
    const calls = await sandbox.calls();
    expect({ images: calls.includes('status'), contact: calls.includes('contact') }).toEqual({ images, contact: edit });
  });
}
