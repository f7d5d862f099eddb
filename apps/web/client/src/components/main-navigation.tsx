import { ActionIcon } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useSettings } from '../api/queries.js';
import { navigation, navigationOf } from '../navigation.js';
import { IconMenu, IconX } from './icons.js';
import classes from './main-navigation.module.css';

/** A row of links; on phones a button that opens them as a list. */
export function MainNavigation() {
  const [path] = useLocation();
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  const settings = useSettings().data;
  const grafana = settings?.links.find(({ href }) => href.startsWith('/grafana'));
  const current = navigationOf(path);
  // Belongs to the page it was opened on: following a link closes it.
  const isOpen = openedAt === path;
  const Icon = isOpen ? IconX : IconMenu;
  return (
    <>
      <ActionIcon
        className={classes.toggle}
        variant="subtle"
        color="gray"
        size={34}
        aria-label={isOpen ? 'Close menu' : 'Open menu'}
        aria-expanded={isOpen}
        aria-controls="pages"
        onClick={() => setOpenedAt(isOpen ? null : path)}
      >
        <Icon size={20} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
      <nav
        id="pages"
        className={classes.nav}
        aria-label="Pages"
        data-open={isOpen || undefined}
        onKeyDown={(event) => event.key === 'Escape' && setOpenedAt(null)}
      >
        {navigation.map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            className={classes.link}
            aria-current={current === href ? 'page' : undefined}
            onClick={() => setOpenedAt(null)}
          >
            {label}
          </Link>
        ))}
        {grafana && settings?.grafana.mayOpen && (
          <a className={classes.link} href={grafana.href}>
            {grafana.title}
          </a>
        )}
      </nav>
    </>
  );
}
