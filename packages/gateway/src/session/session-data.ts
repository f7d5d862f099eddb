import 'express-session';

declare module 'express-session' {
  interface SessionData {
    user: string;
    /** Milliseconds since the epoch. */
    signedInAt: number;
    csrfToken: string;
    /** Which admin password was used; see AdminPassword.stamp(). */
    passwordStamp: string;
  }
}
