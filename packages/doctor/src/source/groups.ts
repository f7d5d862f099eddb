/** Headings of a source's findings, in their order. */
export const sourceGroups = { connection: 'Connection', rights: 'Rights', data: 'Samples', limits: 'Limits' } as const;
