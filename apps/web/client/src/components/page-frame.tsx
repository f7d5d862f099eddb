import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import classes from './page-frame.module.css';
import { SchemeSwitch } from './scheme-switch.js';
import { SignOut } from './sign-out.js';
import { Wordmark } from './wordmark.js';

const pages = [
  { href: '/', label: 'Fleet' },
  { href: '/setup', label: 'Setup' },
];

export function PageFrame({ children }: { children: ReactNode }) {
  const [path] = useLocation();
  return (
    <>
      <a className={classes.skip} href="#content">
        Skip to content
      </a>
      <header className={classes.header}>
        <Link href="/" className={classes.brand} aria-label="pgwatch, fleet">
          <Wordmark />
        </Link>
        <nav className={classes.nav} aria-label="Pages">
          {pages.map((page) => (
            <Link
              key={page.href}
              href={page.href}
              className={classes.link}
              aria-current={path === page.href ? 'page' : undefined}
            >
              {page.label}
            </Link>
          ))}
        </nav>
        <div className={classes.tools}>
          <SchemeSwitch />
          <SignOut />
        </div>
      </header>
      <main id="content" className={classes.content} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
