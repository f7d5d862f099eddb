import { z } from 'zod';
import { known } from './known.js';

/**
 * app.json as Heroku documents it (https://devcenter.heroku.com/articles/app-json-schema). The published JSON schemas
 * refuse files that Heroku accepts (stack "container", plain strings under env, sized scripts), hence one of our own.
 */
const configVarName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'is not the name of a config var');
/** https://devcenter.heroku.com/articles/dyno-types */
const dynoSize = z.enum([
  'eco',
  'basic',
  'standard-1x',
  'standard-2x',
  'performance-m',
  'performance-l',
  'performance-l-ram',
  'performance-xl',
  'performance-2xl',
  'private-s',
  'private-m',
  'private-l',
  'private-l-ram',
  'private-xl',
  'private-2xl',
  'shield-s',
  'shield-m',
  'shield-l',
  'shield-l-ram',
  'shield-xl',
  'shield-2xl',
]);

const envEntry = z.union([
  z.string(),
  known({
    description: z.string().optional(),
    value: z.string({ error: 'must be a string, numbers too' }).optional(),
    required: z.boolean().optional(),
    generator: z.literal('secret').optional(),
  }),
]);

const addon = z.union([
  z.string(),
  known({
    plan: z.string(),
    as: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/, 'must be capitals, digits and underscores')
      .optional(),
    options: z.record(z.string(), z.union([z.string(), z.literal(true)])).optional(),
  }),
]);

const script = z.union([z.string(), known({ command: z.string(), size: dynoSize.optional() })]);

const keys = {
  name: z.string().max(30, 'must have at most 30 characters').optional(),
  description: z.string().max(140, 'must have at most 140 characters').optional(),
  keywords: z.array(z.string()).optional(),
  website: z.url().optional(),
  repository: z.url().optional(),
  logo: z.url().optional(),
  success_url: z
    .string()
    .regex(/^(\/|https?:\/\/)/, 'must be a path or a URL')
    .optional(),
  scripts: known({
    postdeploy: script.optional(),
    'pr-predestroy': script.optional(),
    test: z.string().optional(),
    'test-setup': z.string().optional(),
  }).optional(),
  env: z.record(configVarName, envEntry).optional(),
  formation: z
    .record(
      z.string().regex(/^[-\w]{1,128}$/, 'is not the name of a process type'),
      known({ quantity: z.int().min(0).optional(), size: dynoSize.optional() }),
    )
    .optional(),
  addons: z.array(addon).optional(),
  buildpacks: z.array(known({ url: z.string() })).optional(),
  stack: z.enum(['container', 'heroku-22', 'heroku-24']).optional(),
};

export const appJsonSchema = known({
  ...keys,
  environments: known({ test: known(keys).optional(), review: known(keys).optional() }).optional(),
});

export type AppJson = z.infer<typeof appJsonSchema>;
