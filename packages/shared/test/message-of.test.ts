import { expect, it } from '@jest/globals';
import { AppError, messageOf, redactText, shorten } from '../src/index.js';

it('puts a message of several lines on one, without secrets', () => {
  const text = 'cannot reach  \n\n  postgres://ann:s3cret@db.example/shop \r\n now';
  expect(messageOf(new Error(text))).toBe('cannot reach postgres://ann:***@db.example/shop now');
  expect(messageOf(new AggregateError([new Error('a\nb'), new Error('a\nb'), new Error('c')]))).toBe('a b; c');
});

it('does the work of a long message in proportion to its length', () => {
  const ofMs = (length: number) => {
    const text = `${' '.repeat(length)}x`;
    const startedAt = performance.now();
    messageOf(new Error(text));
    return performance.now() - startedAt;
  };
  ofMs(1_000);
  // By the square of its length it would be 20 minutes.
  expect(ofMs(900_000)).toBeLessThan(5_000);
});

it('keeps both ends of a very long message, and no half of a character', () => {
  const message = messageOf(new Error(`invalid "${'😀'.repeat(50_000)}": it is not a number`));
  expect(message).toMatch(/^invalid "😀+.? \.\.\. .?😀+": it is not a number$/u);
  expect(message.length).toBeLessThan(9_000);
  for (let length = 20; length < 30; length++) {
    const cut = shorten(`${'😀'.repeat(30)}!`, length);
    expect(JSON.parse(JSON.stringify(cut))).toBe(Buffer.from(cut).toString());
  }
});

it('takes a secret out wherever a long message is cut', () => {
  for (let before = 3_950; before < 4_050; before++) {
    const text = `${'x'.repeat(before)} postgres://ann:s3cret@db.example/shop ${'y'.repeat(20_000)}`;
    expect(messageOf(new Error(text))).not.toMatch(/:s(3|$| )/);
  }
  const filled = 'z '.repeat(249_990);
  for (let more = 0; more < 20; more++) {
    const text = `${filled}${'z'.repeat(more)}postgres://ann:s3cret@db.example/shop${'y '.repeat(500_000)}`;
    expect(redactText(text)).not.toContain('s3');
  }
});

it('says of any thrown text what it can, also of one that no regular expression can take whole', () => {
  const text = `//u:${'@a'.repeat(10_000_000)}`;
  expect(messageOf(new Error(text))).toContain(' ... ');
  expect(new AppError('bug', text).message).toContain(' ... ');
});
