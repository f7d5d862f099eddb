import type { Queryable } from '@pgwatch-heroku/shared';
import { guessBudget } from './guess-budget.js';

/**
 * `api`: Heroku said so; `setting`: PGWATCH2_STORAGE_MB; `plan`: taken from the number of connections; `growth`: the
 * smallest plan that the wanted history fits.
 */
export type BudgetOrigin = 'setting' | 'plan' | 'api' | 'growth';

export interface Budget {
  /** Undefined where nothing is known about it: then nothing is tightened. */
  budgetBytes: number | undefined;
  budgetOrigin: BudgetOrigin | undefined;
}

interface Known {
  /** PGWATCH2_STORAGE_MB */
  budgetBytes?: number | undefined;
  apiBytes?: number | undefined;
}

/** The room by what is known of the plan: by Heroku, a person or its number of connections; undefined for none of them. */
export async function chooseBudget(db: Queryable, { budgetBytes, apiBytes }: Known): Promise<Budget | undefined> {
  if (apiBytes !== undefined && apiBytes <= (budgetBytes ?? apiBytes)) {
    return { budgetBytes: apiBytes, budgetOrigin: 'api' };
  }
  if (budgetBytes !== undefined) return { budgetBytes, budgetOrigin: 'setting' };
  const guessed = await guessBudget(db);
  return guessed === undefined ? undefined : { budgetBytes: guessed, budgetOrigin: 'plan' };
}
