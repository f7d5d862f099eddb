/** `17.10` of `17.10 (Ubuntu 17.10-1.pgdg24.04+1)` or `PostgreSQL 17.10 on x86_64…`. */
export function shortVersion(serverVersion: string): string {
  return /\d+(\.\d+)?(beta\d+|rc\d+|devel)?/.exec(serverVersion)?.[0] ?? serverVersion;
}
