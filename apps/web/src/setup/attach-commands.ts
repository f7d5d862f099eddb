/** How a database of another app becomes a source of this one. */
export const attachCommands = [
  'heroku addons --all   # names of your databases',
  'heroku addons:attach <database> --as PGWATCH2_MONITOREDDB_SALES',
];
