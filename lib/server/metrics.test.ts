import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { metrics } from './metrics';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const HISTOGRAM_PARTS = /_(bucket|count|sum)$/;

/** Names in expressions of Prometheus: of this desk, of Node and of the process. */
function namesIn(text: string): string[] {
  return [...new Set(text.match(/\b(?:desk|nodejs|process)_[a-z0-9_]+/g) ?? [])];
}

async function known(): Promise<Set<string>> {
  const all = await metrics().registry.getMetricsAsJSON();
  return new Set(all.map(({ name }) => name));
}

it.each(['deploy/alerts.yml', 'deploy/grafana/desk.json'])('%s asks for metrics that exist', async (file) => {
  const names = namesIn(read(file));
  expect(names.length).toBeGreaterThan(5);
  const there = await known();
  const missing = names.filter((name) => !there.has(name) && !there.has(name.replace(HISTOGRAM_PARTS, '')));
  expect(missing).toEqual([]);
});

it('a desk of which no replica answers a scrape pages somebody', () => {
  expect(read('deploy/alerts.yml')).toMatch(/expr: absent\(desk_ready\)\n\s+for: 2m\n\s+labels: { severity: page }/);
});

it('one replica that does not answer a scrape pages somebody, under the name that the documents give the job', () => {
  expect(read('deploy/alerts.yml')).toMatch(/expr: up\{job="desk"\} == 0\n\s+for: 2m\n\s+labels: \{ severity: page \}/);
  expect(read('docs/operations.md')).toContain('`job_name: desk`');
});

it('every metric of the desk is on the dashboard', async () => {
  const shown = namesIn(read('deploy/grafana/desk.json')).map((name) => name.replace(HISTOGRAM_PARTS, ''));
  const own = [...(await known())].filter((name) => name.startsWith('desk_'));
  expect(own.filter((name) => !shown.includes(name))).toEqual([]);
});

it('no label is one that could name a person or a customer', async () => {
  const all = await metrics().registry.getMetricsAsArray();
  const labels = all.flatMap((one) => ('labelNames' in one ? (one.labelNames as string[]) : []));
  const own = new Set(labels);
  for (const name of ['uuid', 'email', 'account', 'customer', 'path', 'address']) expect(own.has(name)).toBe(false);
});
