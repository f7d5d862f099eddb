import { z } from 'zod';
import { known } from './known.js';

/** heroku.yml as Heroku documents it: https://devcenter.heroku.com/articles/build-docker-images-heroku-yml */
const command = z.union([z.string(), z.array(z.string()).min(1)]);
const text = z.union([z.string(), z.number(), z.boolean()]);

export const herokuYmlSchema = known({
  setup: known({
    addons: z.array(known({ plan: z.string(), as: z.string().optional() })).optional(),
    config: z.record(z.string(), text).optional(),
  }).optional(),
  build: known({
    docker: z.record(z.string(), z.string()),
    config: z.record(z.string(), text).optional(),
  }),
  release: known({ image: z.string(), command }).optional(),
  run: z.record(z.string(), z.union([z.string(), known({ image: z.string().optional(), command })])).optional(),
});

export type HerokuYml = z.infer<typeof herokuYmlSchema>;

/** The shell line of a command; Heroku joins the elements of a list by spaces. */
export function shellLine(value: string | string[] | { command: string | string[] }): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(' ') : shellLine(value.command);
}
