import type { ErrorAnswer } from '@pgwatch-heroku/gateway';

/** A request that cannot be answered as it is: the client's to change. */
export class RequestProblem extends Error {
  readonly answer: ErrorAnswer;

  constructor(answer: ErrorAnswer) {
    super(answer.message);
    this.answer = answer;
  }
}
