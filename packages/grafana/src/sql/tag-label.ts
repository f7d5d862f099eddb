/** The name of a line from tags of its series (`described`), in this order. */
export const tagLabel = (tags: string | readonly string[]): string =>
  [tags].flat().length === 1
    ? `coalesce(described.tags ->> '${[tags].flat()[0]}', '?')`
    : `coalesce(nullif(concat_ws(' ', ${[tags]
        .flat()
        .map((tag) => `described.tags ->> '${tag}'`)
        .join(', ')}), ''), '?')`;
