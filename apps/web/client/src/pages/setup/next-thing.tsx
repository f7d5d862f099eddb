import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { SetupStatus } from '../../api/contract.js';
import card from '../../components/card.module.css';
import { Command } from '../../components/command.js';
import { IconArrowRight } from '../../components/icons.js';
import { Prose } from '../../components/prose.js';
import classes from './next-thing.module.css';

/** The one useful thing to do now. */
export function NextThing({ next }: { next: SetupStatus['next'] }) {
  return (
    <section className={`${card.card} ${classes.next}`} aria-label="What to do next">
      <h2 className={classes.title}>{next.title}</h2>
      <p className={classes.detail}>
        <Prose text={next.detail} />
      </p>
      {next.commands?.map((command) => (
        <Command key={command} text={command} />
      ))}
      {next.href && (
        <div>
          <NextLink href={next.href} />
        </div>
      )}
    </section>
  );
}

function NextLink({ href }: { href: string }) {
  const look = { rightSection: <IconArrowRight size={16} aria-hidden="true" />, children: linkText(href) };
  if (href.startsWith('/')) return <Button component={Link} href={href} {...look} />;
  return <Button component="a" href={href} target="_blank" rel="noreferrer" {...look} />;
}

function linkText(href: string): string {
  if (href === '/') return 'Open the fleet';
  if (href === '/add-heroku') return 'Add from Heroku';
  const [, name] = /^\/sources\/([^/?]+)/.exec(href) ?? [];
  return name ? `Open ${decodeURIComponent(name)}` : 'Open';
}
