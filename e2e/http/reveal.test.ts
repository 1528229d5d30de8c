import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImageManifest } from '@/lib/contracts/images';
import { type Desk, errorOf, query, sandbox, signInAs } from '../support/desk/desk';
import type { NamedCustomer } from '../support/desk/sandbox-control';
import { until } from '../support/desk/until';

let desk: Desk;
beforeAll(async () => {
  desk = await signInAs('compliance');
});
beforeEach(async () => {
  await sandbox.reset();
});

const ask = (uuid: string, body: unknown = {}) => desk.send('POST', `/api/customers/${uuid}/images`, body);

async function reveal(one: NamedCustomer, body: unknown = {}) {
  await desk.get(`/api/customers/${one.uuid}`);
  await sandbox.clearLog();
  const answer = await ask(one.uuid, body);
  expect(answer.status).toBe(200);
  const form = await answer.formData();
  const manifest = JSON.parse(String(form.get('manifest'))) as ImageManifest;
  return { form, manifest };
}

describe('revealing', () => {
  it('is one upstream call and one binary answer', async () => {
    const { form, manifest } = await reveal(await sandbox.named('all-documents'));
    expect(await sandbox.calls()).toEqual(['status']);
    expect(manifest.images.length).toBeGreaterThan(5);
    for (const image of manifest.images) {
      if (!image.shown) throw new Error(`${image.id} is withheld`);
      const bytes = Buffer.from(await (form.get(image.id) as Blob).arrayBuffer());
      expect(bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff');
      expect(bytes.length).toBe(image.bytes);
      expect(image.width).toBeGreaterThan(100);
    }
  });

  it('sends no base64 over the wire', async () => {
    const one = await sandbox.named('all-documents');
    await desk.get(`/api/customers/${one.uuid}`);
    const answer = await ask(one.uuid);
    expect(answer.headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(Buffer.from(await answer.arrayBuffer()).includes('base64')).toBe(false);
  });

  it('asks for the vendor’s smaller images when told to', async () => {
    const one = await sandbox.named('all-documents');
    const size = (manifest: ImageManifest) =>
      manifest.images.reduce((sum, image) => sum + (image.shown ? image.bytes : 0), 0);
    const original = size((await reveal(one)).manifest);
    const small = await reveal(one, { optimized: true });
    expect((await sandbox.log())[0]?.body).toMatchObject({ optimizedDownload: true });
    expect(small.manifest.optimized).toBe(true);
    expect(size(small.manifest)).toBeLessThan(original / 4);
  });

  it('shares one upstream call among simultaneous ones for the same person, and keeps nothing after', async () => {
    const one = await sandbox.named('all-documents');
    await desk.get(`/api/customers/${one.uuid}`);
    await sandbox.fault({ mode: 'hold', path: 'status/' });
    await sandbox.clearLog();
    const intents = async () => {
      const [row] = await query(
        "SELECT count(*) AS count FROM audit_events WHERE action = 'customer.images-revealed' AND phase = 'intent'",
      );
      return Number(row?.count);
    };
    const before = await intents();
    // Two: no person has more reveals at once.
    const asked = Promise.all([ask(one.uuid), ask(one.uuid)]);
    // Both have been recorded as about to ask, while the first of them waits.
    await until(async () => expect(await intents()).toBe(before + 2));
    await until(async () => expect(await sandbox.calls()).toContain('status'));
    await sandbox.clearFaults();
    const answers = await asked;
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(await sandbox.calls()).toEqual(['status']);
    await ask(one.uuid);
    expect(await sandbox.calls()).toEqual(['status', 'status']);
  });

  it.each(['svg-image', 'html-image', 'not-base64-image'])(
    'withholds what is no JPEG, PNG or WebP, with a reason: %s',
    async (key) => {
      const { form, manifest } = await reveal(await sandbox.named(key));
      const withheld = manifest.images.filter((image) => !image.shown);
      expect(withheld.length).toBeGreaterThan(0);
      for (const image of withheld) {
        expect(image).toMatchObject({ label: expect.any(String), reason: expect.any(String) });
        expect(form.get(image.id)).toBeNull();
      }
    },
  );

  it('knows PNG and WebP by their bytes, escaped slashes and repeated keys like JSON.parse does', async () => {
    const types = (manifest: ImageManifest) =>
      manifest.images.map((image) => (image.shown ? image.type : image.reason));
    expect(types((await reveal(await sandbox.named('png-webp'))).manifest)).toEqual(
      expect.arrayContaining(['image/png', 'image/webp']),
    );
    for (const key of ['escaped-slashes', 'repeated-keys']) {
      const { manifest } = await reveal(await sandbox.named(key));
      expect(manifest.images.length).toBeGreaterThan(0);
      expect(manifest.images.every((image) => image.shown)).toBe(true);
    }
  });

  it('answers an empty manifest for a customer without images', async () => {
    expect((await reveal(await sandbox.named('no-images'))).manifest.images).toEqual([]);
  });

  it('opens nothing of another person', async () => {
    const one = await sandbox.named('wrong-person');
    expect(await errorOf(await ask(one.uuid))).toMatchObject({ status: 409, code: 'wrong_person' });
  });

  it('leaves no image in the database', async () => {
    await reveal(await sandbox.named('all-documents'));
    const [row] = await query('SELECT max(length(t::text)) AS longest FROM customer_identifiers t');
    expect(Number(row?.longest)).toBeLessThan(1_000);
  });
});
