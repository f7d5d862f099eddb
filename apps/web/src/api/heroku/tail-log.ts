import { z } from 'zod';
import { logParts } from '../../heroku/log-tails.js';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { herokuProblem } from './heroku-problem.js';
import { apiKey } from './schemas.js';

export const tailHerokuLog = defineRoute(
  {
    id: 'tail-heroku-log',
    method: 'post',
    path: '/heroku/log',
    summary: "Streams this app's log as it is written, for a quarter of an hour; an empty line is a sign of life.",
    tag: 'Heroku',
    role: 'admin',
    body: z.strictObject({ apiKey, part: z.enum(logParts).default('collector') }),
    streams: 'text/plain',
    errors: ['heroku', 'heroku-setup', 'busy'],
    callsPerMinute: 20,
  },
  async ({ logTails, isStillIn }, { body, http: { response } }) => {
    try {
      if (await logTails.send(response, { ...body, isStillIn: () => isStillIn(response) })) return;
    } catch (error) {
      return herokuProblem(error);
    }
    throw problem('busy', 'The log is being read by as many as may at once', 'Close it in another tab.');
  },
);
