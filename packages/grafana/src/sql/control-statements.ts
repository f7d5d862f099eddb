const words = [
  'abort',
  'begin',
  'close',
  'commit',
  'deallocate',
  'discard',
  'end',
  'prepare transaction',
  'release',
  'reset',
  'rollback',
  'savepoint',
  'set',
  'show',
  'start transaction',
];

/**
 * Whether a text is a statement that steers the session or its transaction and does no work of its own; leading
 * comments do not matter. Unknown texts are not.
 */
export const isControlStatement = (text: string): string =>
  `coalesce(${text} ~* '^(\\s|/\\*([^*]|\\*+[^*/])*\\*+/)*(${words.join('|').replaceAll(' ', '\\s+')})(?!\\w)', false)`;
