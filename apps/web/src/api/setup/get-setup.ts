import { grafanaNotices } from '../../setup/grafana-notices.js';
import { readSetupStatus } from '../../setup/setup-status.js';
import { defineRoute } from '../registry/route.js';
import { setupStatusSchema } from './schemas.js';

export const getSetup = defineRoute(
  {
    id: 'get-setup',
    method: 'get',
    path: '/setup',
    summary: 'How far the deployment has come, and what to do next.',
    tag: 'Setup',
    role: 'viewer',
    response: setupStatusSchema,
  },
  async ({ reading, deployment, grafana }) => {
    const status = await readSetupStatus(reading, deployment);
    return { ...status, notices: [...status.notices, ...grafanaNotices(grafana.status())] };
  },
);
