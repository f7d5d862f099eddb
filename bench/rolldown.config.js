import shared from '../rolldown.config.js';

/** With the collector's code that it measures; packages are found where they are built. */
export default {
  ...shared,
  input: { main: './src/main.ts', 'fetch-cpu-process': './src/fetch-cpu/fetch-cpu-process.ts' },
  external: /^[^./]/,
};
