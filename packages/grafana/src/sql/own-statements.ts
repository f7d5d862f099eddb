/** Whether a text is a statement of the collector's, as it marks them all. Unknown texts are not. */
export const isOwnStatement = (text: string): string =>
  `coalesce(position('/* pgwatch-heroku */' IN ${text}) > 0, false)`;

/**
 * Whether a series is of such a statement, by its id; for what has to know before it joins. Looked up one by one: for an
 * EXISTS the planner may read the texts of all series of all sources.
 */
export const isOfOwnStatement = (series: string): string =>
  `coalesce((SELECT ${isOwnStatement(`own.tags ->> 'query'`)} FROM pgwatch2.series own WHERE own.id = ${series}), false)`;
