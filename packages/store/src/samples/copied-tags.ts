/**
 * Values that pgwatch gives beside an equal tag. They are not stored with each fetch: the view takes them from the series.
 *
 * @returns the tag by the name of the value.
 */
export const copiedTags = (metric: string): ReadonlyMap<string, string> => copies.get(metric) ?? none;

const none: ReadonlyMap<string, string> = new Map();
const copies = new Map([['index_stats', new Map([['index_full_name_val', 'index_full_name']])]]);
