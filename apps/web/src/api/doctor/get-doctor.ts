import { readFleet } from '@pgwatch-heroku/store';
import type { ApiContext } from '../api-context.js';
import { defineRoute } from '../registry/route.js';
import { deploymentReportSchema, recheckBody } from './schemas.js';

async function examine({ doctor, reading }: ApiContext) {
  const findings = await doctor.examineDeployment();
  // A Collector DB that is away is a finding itself, and the sources cannot be listed then.
  const sources = await readFleet(reading).catch(() => []);
  return {
    findings,
    checkedAt: new Date().toISOString(),
    sources: sources.map((source) => ({
      name: source.name,
      finding: doctor.findingOf(source),
      checkedAt: doctor.askedAt(source.id)?.toISOString() ?? null,
      isPaused: source.state === 'paused',
    })),
  };
}

export const getDoctor = defineRoute(
  {
    id: 'get-doctor',
    method: 'get',
    path: '/doctor',
    summary: 'What is well with the deployment, what is not, and what mends it.',
    tag: 'Doctor',
    role: 'viewer',
    response: deploymentReportSchema,
  },
  (context) => examine(context),
);

export const recheckDoctor = defineRoute(
  {
    id: 'recheck-doctor',
    method: 'post',
    path: '/doctor/recheck',
    summary: 'Looks at the deployment anew; the same as reading it, as nothing of it is remembered.',
    tag: 'Doctor',
    role: 'admin',
    body: recheckBody,
    response: deploymentReportSchema,
    callsPerMinute: 30,
  },
  (context) => examine(context),
);
