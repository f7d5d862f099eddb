/** The environment of this run, with `dir` first on its PATH. */
export const environmentWithPath = (dir: string): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [dir, process.env['PATH']].join(':'),
});
