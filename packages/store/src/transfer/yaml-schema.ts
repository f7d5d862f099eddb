import { z } from 'zod';

/** YAML writes `key:` for nothing. */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);
const text = z.string('is not a text');
const name = text.min(1, 'is empty');
const flag = z.boolean('is neither true nor false');

const weekSeconds = 604_800;
const interval = z
  .int('is not a whole number of seconds')
  .min(0, 'is below 0')
  .max(weekSeconds, 'is longer than a week');
/** 0 takes a metric out of what a preset asks; in a preset it would say nothing. */
const presetInterval = interval.min(1, 'is below 1 second');

const metric = z.strictObject({
  description: optional(text),
  sqls: optional(
    z.record(z.string().regex(/^\d{1,2}$/, 'is not a major version of PostgreSQL'), z.union([text, z.null()])),
  ),
  node_status: optional(z.enum(['primary', 'standby', ''], "is neither 'primary' nor 'standby'")),
  storage_name: optional(name),
  statement_timeout_seconds: optional(z.number('is not a number').positive('is not above 0').max(600, 'is above 600')),
  // pgwatch's own, of no use here.
  gauges: optional(z.array(text, 'is not a list of columns')),
  is_instance_level: optional(flag),
  init_sql: optional(text),
  // Left over from pgwatch2 in many files; pgwatch itself passes over them.
  is_private: optional(flag),
  metric_storage_name: optional(name),
  // Ours.
  pgwatch_heroku: optional(
    z.strictObject({
      requires_extension: optional(name),
      availability: optional(text),
      details: optional(z.strictObject({ tag: name, sql: text })),
      storage: optional(
        z.strictObject({
          volume: optional(z.enum(['large', 'small', 'slow'])),
          isMomentary: optional(z.literal(true)),
          keepsEmpty: optional(z.literal(true)),
          peaks: optional(z.array(name)),
          isCore: optional(z.literal(true)),
          narrow: optional(z.array(name)),
        }),
      ),
    }),
  ),
});

const preset = z.strictObject({
  description: optional(text),
  metrics: z.record(name, presetInterval, 'is not a list of metrics with their intervals'),
});

const source = z.strictObject({
  name,
  group: optional(name),
  conn_str: optional(text),
  kind: optional(text),
  preset_metrics: optional(text),
  custom_metrics: optional(z.record(name, interval)),
  preset_metrics_standby: optional(text),
  custom_metrics_standby: optional(z.record(name, interval)),
  is_enabled: optional(flag),
  only_if_master: optional(flag),
  // pgwatch's own, of no use here.
  custom_tags: optional(z.record(name, z.union([text, z.number(), flag]))),
  include_pattern: optional(text),
  exclude_pattern: optional(text),
  is_superuser: optional(flag),
  host_config: optional(z.record(z.string(), z.unknown())),
});

/** What a file of pgwatch holds: metrics and presets, or a list of sources; all three in files of ours. */
export const yamlSchema = z.strictObject({
  metrics: optional(z.record(name, metric)),
  presets: optional(z.record(name, preset)),
  sources: optional(z.array(source)),
});

export type YamlContent = z.infer<typeof yamlSchema>;
export type YamlMetric = z.infer<typeof metric>;
export type YamlSource = z.infer<typeof source>;
