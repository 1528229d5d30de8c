import { atWork, customerAtRest, openContactDialog, openCustomer, openList, searchBox } from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

/** What a screen reader is told on the way of the main jobs. Values of people are left to the other journeys. */

test('the main jobs as a screen reader hears them', async ({ page, sandbox, signIn }) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading /Sign in/ [level=1]
      - textbox "Email"
      - textbox "Password"
      - button "Sign in"
  `);
  await signIn('admin');
  await openList(page);
  await expect(page.getByRole('banner')).toMatchAriaSnapshot(`
    - banner:
      - link "Sentinel desk"
      - navigation "Main":
        - link "Customers"
        - link "Expiring"
      - button /Account menu/
      - search:
        - searchbox "Search customers"
  `);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "Customers" [level=1]
      - button "Refresh"
      - button "Filters"
      - button "Export"
      - table "Customers":
        - rowgroup:
          - row:
            - columnheader "Name"
      - navigation "Pages":
        - combobox "Rows per page"
        - paragraph: /1–50 of/
        - button "First page"
  `);
  const { uuid, email } = await sandbox.named('editable');
  await openCustomer(page, uuid);
  await customerAtRest(page);
  for (const [region, first] of [
    ['Identity', 'term: Name'],
    ['Contact', 'button "Edit contact"'],
    ['Checks', 'table'],
    ['Images', 'status: Images are not loaded. Showing them is recorded.'],
    ['Activity', 'list'],
  ] as const) {
    await expect(page.getByRole('region', { name: region })).toMatchAriaSnapshot(`
      - region "${region}":
        - heading "${region}" [level=2]
        - ${first}
    `);
  }
  const dialog = await openContactDialog(page);
  await expect(dialog).toMatchAriaSnapshot(`
    - dialog "Edit contact":
      - banner:
        - heading "Edit contact" [level=2]
      - region "Caller check"
      - textbox "Email"
      - textbox "Phone number"
      - contentinfo:
        - button "Save changes" [disabled]
  `);
  await page.keyboard.press('Escape');
  await openList(page);
  await searchBox(page).fill(email ?? '');
  await expect(page.getByRole('listbox', { name: 'Suggestions' })).toMatchAriaSnapshot(`
    - listbox "Suggestions":
      - option
  `);
  await page.goto('/expiring');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "Expiring documents" [level=1]
      - table "Expiring documents"
  `);
  await page.goto('/audit');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "Audit log" [level=1]
      - table "Audit events":
        - rowgroup:
          - row:
            - columnheader "Time"
      - navigation "Pages"
  `);
});

test('what opens beside the main jobs, as a screen reader hears it', async ({ page, sandbox, signIn }) => {
  await signIn('admin');
  const { uuid } = await sandbox.named('all-documents');
  for (let turn = 0; turn < 3; turn += 1) await page.request.get(`/api/customers/${uuid}`);
  await openCustomer(page, uuid);
  await customerAtRest(page);
  await page.keyboard.press('n');
  await expect(page.getByRole('region', { name: 'Notes' })).toMatchAriaSnapshot(`
    - region "Notes":
      - heading "Notes" [level=2]
      - status
      - textbox "Note"
      - paragraph: /characters at most. @ mentions a colleague/
      - status
      - button "Cancel"
      - button "Save note" [disabled]
  `);
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  await expect(page.getByRole('region', { name: 'Images' }).getByRole('img').first()).toBeVisible();
  await page.keyboard.press('i');
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible();
  await page.keyboard.press('f');
  await expect(page.getByRole('dialog')).toMatchAriaSnapshot(`
    - dialog "Image viewer":
      - heading "Image viewer" [level=2]
      - banner:
        - status: /.+ 1 of \\d+/
        - button "Keep for 5 more minutes"
        - toolbar:
          - button "Previous image"
          - button "Next image"
          - button "Compare"
          - button "Close"
      - img
      - region "Fields read and typed"
  `);
  await page.keyboard.press('Escape');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('[data-paper]')).toMatchAriaSnapshot(`
    - paragraph: Sentinel desk
    - paragraph: /Printed by .+ on/
  `);
  await page.emulateMedia({ media: null });

  await page.goto('/expiring?within=90');
  await atWork(page);
  await page.getByRole('table').last().getByRole('checkbox').nth(1).check();
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "Expiring documents" [level=1]
      - button "Views"
      - group "Which documents":
        - radio /Expired/
        - radio /Within 90 days/ [checked]
      - region "Expiring by week":
        - heading "Expiring by week" [level=2]
      - combobox "Document type"
      - combobox "Status"
      - combobox "Nationality"
      - checkbox "Not done only"
      - status: /documents/
      - table "Expiring documents":
        - rowgroup:
          - row:
            - columnheader /Select all/:
              - checkbox [checked=mixed]
      - status: 1 document of 1 customer selected
      - button "Create links"
      - button "Mark as done"
  `);
  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await expect(page.getByRole('menu', { name: 'Views' })).toMatchAriaSnapshot(`
    - menu "Views":
      - menuitem "Save this view…"
  `);
  await page.goto(`/audit?customer=${uuid}`);
  await atWork(page);
  await page
    .getByRole('button', { name: /^\d+ events, / })
    .first()
    .click();
  await expect(page.getByRole('table', { name: 'Audit events' })).toMatchAriaSnapshot(`
    - table "Audit events":
      - rowgroup
      - rowgroup:
        - row:
          - cell:
            - button /events/ [expanded]
  `);
});
