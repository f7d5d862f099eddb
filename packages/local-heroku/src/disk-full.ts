import { AppError, codeOf } from '@pgwatch-heroku/shared';

/** Of Node, and of PostgreSQL: https://www.postgresql.org/docs/17/errcodes-appendix.html */
const codes = new Set(['ENOSPC', '53100']);

export const isDiskFull = (error: unknown): boolean => codes.has(codeOf(error) ?? '');

/** A full disk, told to the person at the terminal. */
export const diskFull = (cause: unknown): AppError =>
  new AppError('unavailable', 'The disk is full', {
    cause,
    retryable: false,
    hint: 'Free some space, or choose a folder on another disk with --state-dir, and start again.',
  });
