import { z } from 'zod';

const thresholdsSchema = z
  .array(z.tuple([z.number().nullable(), z.enum(['good', 'warning', 'critical'])]).readonly())
  .readonly()
  .optional()
  .describe('From which value on which level holds, ascending; the first has no beginning.');

export const panelInfoSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    help: z.string().describe('One line for those who do not know the figure.'),
    emptyWhen: z.array(z.string()).describe('Why it may have nothing to show, a sentence each.'),
    kind: z
      .enum(['timeseries', 'table', 'stat', 'bargauge'])
      .describe('A stat is one row of figures, a bargauge rows of a label and a figure; both come as tables.'),
    unit: z
      .string()
      .describe(
        '`short`, `bytes`, `bytes/s`, `ops/s`, `ms`, `percent` (0 to 1), `s`, `s/s`; in tables also `text`, `time` (milliseconds since the epoch) and `bool` (0 or 1).',
      ),
    stacked: z.boolean().describe('Draws the lines stacked.'),
    bars: z.boolean().describe('Draws a bar for each point in the place of lines.'),
    thresholds: thresholdsSchema,
    searchable: z.boolean().describe('`search` looks in all that there is, not only in the rows that are given.'),
  })
  .meta({ id: 'PanelInfo' });

export const timeseriesSchema = z
  .object({
    kind: z.literal('timeseries'),
    times: z.array(z.number()).describe('Seconds since the epoch, ascending; shared by all lines.'),
    lines: z.array(z.object({ label: z.string(), values: z.array(z.number().nullable()) })),
  })
  .meta({ id: 'TimeseriesData' });

const columnSchema = z.object({
  name: z.string(),
  title: z.string(),
  unit: z.string(),
  link: z
    .object({ parameter: z.string() })
    .optional()
    .describe('Its cells name what other panels are about: a parameter of theirs.'),
  thresholds: thresholdsSchema,
});

export const tableSchema = z
  .object({
    kind: z.literal('table'),
    columns: z.array(columnSchema),
    rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
  })
  .meta({ id: 'TableData' });

export const panelDataSchema = z
  .object({
    panel: panelInfoSchema,
    from: z.string(),
    to: z.string(),
    stepSeconds: z.number(),
    data: z.discriminatedUnion('kind', [timeseriesSchema, tableSchema]),
  })
  .meta({ id: 'PanelData' });
