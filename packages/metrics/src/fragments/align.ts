/** SQL of what bytes take where everything begins at a multiple of eight. */
export const align = (bytes: string): string => `ceil((${bytes}) / 8.0) * 8`;
