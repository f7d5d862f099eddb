export const addSourceHref = '/add-source';
/** With the settings of another source to begin with; its URL is nobody's but its own. */
export const copySourceHref = (name: string): string => `${addSourceHref}?copy=${encodeURIComponent(name)}`;
export const editSourceHref = (name: string): string => `/edit-source/${encodeURIComponent(name)}`;
export const sourceApi = (name: string): string => `/api/v1/sources/${encodeURIComponent(name)}`;
