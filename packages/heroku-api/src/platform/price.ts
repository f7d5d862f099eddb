import { z } from 'zod';

export const priceSchema = z.object({
  cents: z.number(),
  unit: z.string(),
  /** Negotiated: the figure then says nothing. */
  contract: z.boolean().optional(),
  metered: z.boolean().optional(),
});
export type Price = z.infer<typeof priceSchema>;

/** A price for people: `$50 a month`, `free`, `by contract`. */
export function describePrice({ cents, unit, contract, metered }: Price): string {
  if (contract) return 'by contract';
  if (metered) return 'by usage';
  if (cents === 0) return 'free';
  return `$${cents % 100 === 0 ? cents / 100 : (cents / 100).toFixed(2)} a ${unit}`;
}
