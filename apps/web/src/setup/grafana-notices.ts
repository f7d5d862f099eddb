import type { GrafanaStatus } from '@pgwatch-heroku/grafana';
import type { Notice } from '../api/types.js';

/** That Grafana was ended for its size, or does not come up; nothing where it runs, or where there never was one. */
export function grafanaNotices(status: GrafanaStatus): Notice[] {
  if (status.state === 'off' && status.isStopped)
    return [{ message: `${status.reason} The charts of these pages go on.`, hint: status.hint }];
  if (status.state === 'starting' && status.reason) {
    return [
      {
        message: `${status.reason} The charts of these pages go on.`,
        hint: 'It is started again by itself; the log has more: `heroku logs --dyno web`.',
      },
    ];
  }
  return [];
}
