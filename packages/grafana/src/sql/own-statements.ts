/** Whether a text is a statement of the collector's, as it marks them all. Unknown texts are not. */
export const isOwnStatement = (text: string): string =>
  `coalesce(position('/* pgwatch-heroku */' IN ${text}) > 0, false)`;
