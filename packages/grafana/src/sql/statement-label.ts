/** What of a statement's text names it in a legend: more does not fit. */
const maxCharacters = 80;

/** The begin of a statement's text, null until the collector has read it. @param tags of its series, as SQL */
export const statementBegin = (tags: string): string => `left(${tags} ->> 'query', ${maxCharacters})`;

/**
 * Names a statement by the begin of its text, and by its id as well where another one in the same list begins alike: one
 * line must not be two statements. Over columns `short` (statementBegin) and `queryid`.
 */
export const statementLabel = `CASE WHEN short IS NULL THEN 'statement ' || coalesce(queryid, '?')
      WHEN count(*) OVER (PARTITION BY short) > 1 THEN short || ' (' || queryid || ')'
      ELSE short END`;
