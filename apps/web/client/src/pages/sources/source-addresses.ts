export const addSourceHref = '/add-source';
export const editSourceHref = (name: string): string => `/edit-source/${encodeURIComponent(name)}`;
export const sourceApi = (name: string): string => `/api/v1/sources/${encodeURIComponent(name)}`;
