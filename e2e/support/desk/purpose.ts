import type { Locator, Page } from '@playwright/test';

/** What tests say that a file or a revealed field is for: one of the desk's own purposes. */
export const WHY = { purpose: 'document-review' } as const;

/** Says in the open export dialog what the file is for. */
export async function chooseExportPurpose(dialog: Locator): Promise<void> {
  await dialog.getByRole('combobox', { name: 'Purpose' }).selectOption('Review of documents');
}

/** Answers **What is this for?** in the browser. */
export async function sayWhy(page: Page, purpose = 'Review of documents'): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'What is this for?' });
  await dialog.getByRole('combobox', { name: 'Purpose' }).selectOption(purpose);
  await dialog.getByRole('button', { name: 'Continue' }).click();
}
