import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Compresses at build: a middleware that compresses each answer would cost the baseline time at each load. */
const gzip = {
  name: 'gzip',
  closeBundle() {
    for (const name of fs.readdirSync('dist', { recursive: true, encoding: 'utf8' })) {
      const file = path.join('dist', name);
      if (/\.(js|css|html)$/.test(name)) fs.writeFileSync(`${file}.gz`, gzipSync(fs.readFileSync(file), { level: 9 }));
    }
  },
};

export default defineConfig({ plugins: [react(), gzip] });
