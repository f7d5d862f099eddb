/** One run over all workspaces: one embedded PostgreSQL cluster, one summary. */
export default {
  testEnvironment: '<rootDir>/packages/testkit/dist/jest/node-environment.js',
  testMatch: ['<rootDir>/{apps,packages}/*/test/**/*.test.{ts,tsx}', '<rootDir>/e2e/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: {
    '\\.css$': '<rootDir>/packages/testkit/src/empty-module.js',
    // zod's word lists of fifty languages, which every test file would load anew.
    '^\\.\\./locales/index\\.js$': '<rootDir>/packages/testkit/src/empty-module.js',
  },
  resolver: '<rootDir>/packages/testkit/dist/jest/source-resolver.js',
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2023',
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/.local-heroku/', '<rootDir>/(apps|packages)/[^/]+/dist/'],
  globalSetup: '<rootDir>/packages/testkit/dist/jest/global-setup.js',
  globalTeardown: '<rootDir>/packages/testkit/dist/jest/global-teardown.js',
  testSequencer: '<rootDir>/packages/testkit/dist/jest/slowest-first-sequencer.js',
  reporters: ['default', '<rootDir>/packages/testkit/dist/jest/summary-reporter.js'],
  // Over two for each core of the machine that it is meant for: most tests wait for clocks, processes and databases.
  maxWorkers: 5,
  // Modules of a file that is done stay in memory: without a limit four workers grow to 1.6 GB each. A new one costs half a
  // second.
  workerIdleMemoryLimit: '600MB',
  testTimeout: 60_000,
  // A worker that has nothing left to do still takes longer than the usual half second to end on a busy machine, and
  // is then called a leak. One that does leak is named after this time.
  workerGracefulExitTimeout: 10_000,
};
