/** Each app is one file, and one more for what it imports when it needs it (docs/adr/0012-one-file-per-app.md). */
export default {
  input: 'src/main.ts',
  platform: 'node',
  output: { dir: 'dist', format: 'esm', chunkFileNames: '[name].js', cleanDir: true },
};
