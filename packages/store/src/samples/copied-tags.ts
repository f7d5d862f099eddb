/**
 * Values that pgwatch gives beside an equal tag. They are not stored with each fetch: the view takes them from the series.
 *
 * @returns the tag by the name of the value.
 */
export const copiedTags = (metric: string): Readonly<Record<string, string>> => copies[metric] ?? {};

const copies: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  index_stats: { index_full_name_val: 'index_full_name' },
};
