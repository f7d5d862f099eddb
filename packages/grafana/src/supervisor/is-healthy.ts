import { get } from 'node:http';
import { grafanaPath } from './child-environment.js';

/** Grafana asks its database before it answers. */
const timeoutMs = 5_000;

/** Whether Grafana says that it and its database are well. */
export function isHealthy(port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const path = `${grafanaPath}/api/health`;
    // Not by fetch(): its code would take some MB of a small dyno for this one address.
    const request = get({ host: '127.0.0.1', port, path, agent: false, signal, timeout: timeoutMs }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
    request.once('close', () => resolve(false));
  });
}
