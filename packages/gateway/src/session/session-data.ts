import 'express-session';

declare module 'express-session' {
  interface SessionData {
    user: string;
    /** Absent in sessions of before there were viewers. */
    role: 'admin' | 'viewer';
    /** Milliseconds since the epoch. */
    signedInAt: number;
    csrfToken: string;
    /** Which password was used; see AdminPassword.stamp(). */
    passwordStamp: string;
  }
}
