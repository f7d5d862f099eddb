import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { licenceTexts } from '../../rolldown.config.js';

export default defineConfig({
  root: fileURLToPath(new URL('./client/', import.meta.url)),
  plugins: [react(), licenceTexts()],
  build: {
    // The compiled server lives in dist as well: only our own folder is emptied.
    outDir: fileURLToPath(new URL('./dist/client/', import.meta.url)),
    emptyOutDir: true,
    // Every browser that runs us preloads modules by itself; the polyfill would only be weight.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
