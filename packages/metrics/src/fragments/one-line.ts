/** SQL that puts the text of a query on one line and cuts it, as pgwatch does. */
export const oneLine = (text: string): string => `left(btrim(regexp_replace(${text}, '\\s+', ' ', 'g')), 8000)`;
