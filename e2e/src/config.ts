/** Where a Chromium is, when it is not on the PATH under one of its usual names. */
export const chromiumPath = (): string | undefined => process.env['CHROMIUM_PATH'];

/** Whether the tests of the pages keep an image of all that they look at. */
export const keepsScreenshots = (): boolean => process.env['PGWATCH_TEST_SCREENSHOTS'] !== undefined;

export const searchPath = (): string => process.env['PATH'] ?? '';

/** The environment that a user's shell would give to `npm start`. */
export const inheritedEnv = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
