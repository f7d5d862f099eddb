/** A build runs as the user's own `npm ci` would: with the PATH, the home and the npm settings of whoever started us. */
export function readBuildEnvironment(): Record<string, string> {
  const wanted = Object.entries(process.env).filter(
    ([name, value]) =>
      value !== undefined && /^(PATH|HOME|USER|LANG|TMPDIR|npm_config_.*|https?_proxy|no_proxy)$/i.test(name),
  );
  return { ...(Object.fromEntries(wanted) as Record<string, string>), CI: 'true', TURBO_TELEMETRY_DISABLED: '1' };
}
