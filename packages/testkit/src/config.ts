/** Where global-setup.ts leaves the address of the cluster for the test files. */
const variable = 'PGWATCH_TEST_SUPERUSER_URL';

export function publishClusterUrl(url: string): void {
  process.env[variable] = url;
}

export function readClusterUrl(): string {
  const url = process.env[variable];
  if (!url) throw new Error(`${variable} is not set: run the tests through \`npm test\`, which starts PostgreSQL`);
  return url;
}
