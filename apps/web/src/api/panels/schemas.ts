import { z } from 'zod';

export const panelInfoSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    help: z.string().describe('One line for those who do not know the figure.'),
    kind: z.enum(['timeseries', 'table']),
    unit: z.string().describe('`short`, `bytes`, `bytes/s`, `ops/s`, `ms`, `percent` (0 to 1), `s`, `s/s`.'),
    stacked: z.boolean().describe('Draws the lines stacked.'),
  })
  .meta({ id: 'PanelInfo' });

export const timeseriesSchema = z
  .object({
    kind: z.literal('timeseries'),
    times: z.array(z.number()).describe('Seconds since the epoch, ascending; shared by all lines.'),
    lines: z.array(z.object({ label: z.string(), values: z.array(z.number().nullable()) })),
  })
  .meta({ id: 'TimeseriesData' });

export const tableSchema = z
  .object({
    kind: z.literal('table'),
    columns: z.array(z.object({ name: z.string(), title: z.string(), unit: z.string() })),
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
