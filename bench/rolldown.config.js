import shared from '../rolldown.config.js';

/** With the collector's code that it measures; packages are found where they are built. */
export default { ...shared, input: './src/main.ts', external: /^[^./]/ };
