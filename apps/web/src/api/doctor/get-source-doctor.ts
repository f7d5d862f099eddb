import type { SourceReport } from '../../doctor/doctor.js';
import { defineRoute } from '../registry/route.js';
import { noSuchSource } from '../sources/no-such-source.js';
import { nameParams } from '../sources/schemas.js';
import { recheckBody, reportSchema } from './schemas.js';

const toAnswer = ({ checkedAt, findings }: SourceReport) => ({
  checkedAt: checkedAt?.toISOString() ?? null,
  findings,
});

export const getSourceDoctor = defineRoute(
  {
    id: 'get-source-doctor',
    method: 'get',
    path: '/sources/{name}/doctor',
    summary: 'What is well with a source and what is not; it is asked itself once in ten minutes at most.',
    tag: 'Doctor',
    role: 'viewer',
    params: nameParams,
    response: reportSchema,
    errors: ['no-such-source'],
  },
  async ({ doctor }, { params: { name } }) => {
    const report = await doctor.examineSource(name, 'old');
    if (!report) throw noSuchSource(name);
    return toAnswer(report);
  },
);

export const recheckSourceDoctor = defineRoute(
  {
    id: 'recheck-source-doctor',
    method: 'post',
    path: '/sources/{name}/doctor/recheck',
    summary: 'Asks a source anew, for some aspects or all; read the report until nothing is being checked.',
    tag: 'Doctor',
    role: 'admin',
    params: nameParams,
    body: recheckBody,
    response: reportSchema,
    errors: ['no-such-source'],
    callsPerMinute: 30,
  },
  async ({ doctor }, { params: { name }, body: { aspects } }) => {
    const report = await doctor.examineSource(name, aspects ?? 'all');
    if (!report) throw noSuchSource(name);
    return toAnswer(report);
  },
);
