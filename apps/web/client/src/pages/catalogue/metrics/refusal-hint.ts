/** Why a trial ended so, where the server's words need more. */
export function refusalHint(reason: string, sql: string): string | undefined {
  if (/read-only transaction|cannot .* in a read-only/i.test(reason)) {
    return 'Metrics only read: the transaction is read-only here and in the collector, and nothing was changed.';
  }
  if (/statement timeout|canceling statement/i.test(reason)) {
    return 'A trial may take 5 s; the collector cuts a metric off as well. It has to become cheaper.';
  }
  if (
    /^\s*(insert|update|delete|merge|truncate|create|alter|drop|grant|revoke|copy|do|call|set|vacuum|lock)\b/i.test(sql)
  ) {
    return 'A metric is one SELECT: the collector puts it in the place of a table. Nothing was run.';
  }
  if (/data-modifying/i.test(reason)) return 'A metric reads only, so that nothing was run.';
  return undefined;
}
