import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { SessionEndedNotice } from '../session/session-ended-notice.js';
import { MainNavigation } from './main-navigation.js';
import classes from './page-frame.module.css';
import { SchemeSwitch } from './scheme-switch.js';
import { SignOut } from './sign-out.js';
import { StoreAwayNotice } from './store-away-notice.js';
import { Wordmark } from './wordmark.js';

export function PageFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <a className={classes.skip} href="#content">
        Skip to content
      </a>
      <header className={classes.header}>
        <Link href="/" className={classes.brand} aria-label="pgwatch, fleet">
          <Wordmark />
        </Link>
        <MainNavigation />
        <div className={classes.tools}>
          <SchemeSwitch />
          <SignOut />
        </div>
      </header>
      <div className={classes.notices}>
        <SessionEndedNotice />
        <StoreAwayNotice />
      </div>
      <main id="content" className={classes.content} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
