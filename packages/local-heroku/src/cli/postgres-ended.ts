import { AppError } from '@pgwatch-heroku/shared';

/** A server of the databases is gone, and with it what `npm start` is for. */
export const postgresEnded = ({ logFile }: { logFile: string }): AppError =>
  new AppError('unavailable', 'The embedded PostgreSQL ended by itself', {
    hint: `Its log: ${logFile}. Start again: the data is kept.`,
  });
