import { planRemoval } from '@pgwatch-heroku/provisioning';
import { z } from 'zod';
import { defineRoute } from '../registry/route.js';
import { herokuProblem } from './heroku-problem.js';
import { apiKey, removalPlanSchema } from './schemas.js';

export const planHerokuRemoval = defineRoute(
  {
    id: 'plan-heroku-removal',
    // The key is in the body: addresses stand in logs.
    method: 'post',
    path: '/heroku/removal-plan',
    summary: 'Says what removing the sample or everything takes away, and which prices stop; changes nothing.',
    tag: 'Heroku',
    role: 'admin',
    body: z.strictObject({ apiKey }),
    response: removalPlanSchema,
    errors: ['heroku', 'heroku-setup'],
    callsPerMinute: 20,
  },
  async ({ heroku }, { body }) => {
    try {
      const { client, own } = await heroku.open(body.apiKey);
      return await planRemoval(client, own.name);
    } catch (error) {
      return herokuProblem(error);
    }
  },
);
