const lookEveryMs = 500;

/**
 * A worker whose main process is gone would go on with its file, and start all that it starts, for as long as that
 * takes; what it has started ends with it. Looked at now and then, as whoever listens for `disconnect` keeps a worker
 * that is done from ending.
 */
export function endWithMain(): void {
  if (process.send) setInterval(() => process.connected || process.exit(1), lookEveryMs).unref();
}
