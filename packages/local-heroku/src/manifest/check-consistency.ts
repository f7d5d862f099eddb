import { parsePlan } from '../addons/plans.js';
import type { AppJson } from './app-json.js';
import type { HerokuYml } from './heroku-yml.js';
import type { Manifest, Path, Problem } from './source-file.js';

/** More fields than this and a button is a questionnaire. */
const maxFields = 4;

/** What no schema sees: the two files must fit each other, and a press of the button must need no thinking. */
export function checkConsistency(app: Manifest<AppJson>, yml: Manifest<HerokuYml>): Problem[] {
  const problems: Problem[] = [];
  const run = yml.value.run ?? {};
  const images = Object.keys(yml.value.build.docker);

  if (app.value.stack !== 'container') {
    problems.push(app.problemAt(['stack'], 'stack must be "container", else Heroku looks for a buildpack'));
  }
  for (const type of Object.keys(app.value.formation ?? {})) {
    if (!run[type])
      problems.push(app.problemAt(['formation', type], `process type "${type}" is not in run of heroku.yml`));
  }
  for (const [type, entry] of Object.entries(run)) {
    const image = typeof entry === 'string' ? undefined : entry.image;
    if (image === undefined && !images.includes(type)) {
      problems.push(
        yml.problemAt(['run', type], `process type "${type}" has no image of its own: name one (image: ${images[0]})`),
      );
    } else if (image !== undefined && !images.includes(image)) {
      problems.push(yml.problemAt(['run', type, 'image'], `there is no image "${image}" under build.docker`));
    }
  }
  const releaseImage = yml.value.release?.image;
  if (releaseImage !== undefined && !images.includes(releaseImage)) {
    problems.push(yml.problemAt(['release', 'image'], `there is no image "${releaseImage}" under build.docker`));
  }

  problems.push(
    ...checkPart(app, app.value, []),
    ...checkPart(app, app.value.environments?.review ?? {}, ['environments', 'review']),
  );
  (yml.value.setup?.addons ?? []).forEach(({ plan }, index) => {
    const mistake = planMistake(plan);
    if (mistake) problems.push(yml.problemAt(['setup', 'addons', index, 'plan'], mistake));
  });
  return problems;
}

function checkPart(app: Manifest<AppJson>, part: Pick<AppJson, 'env' | 'addons'>, at: Path): Problem[] {
  const problems: Problem[] = [];
  (part.addons ?? []).forEach((addon, index) => {
    const mistake = planMistake(typeof addon === 'string' ? addon : addon.plan);
    if (mistake) problems.push(app.problemAt([...at, 'addons', index], mistake));
  });
  const fields = Object.entries(part.env ?? {});
  if (fields.length > maxFields) {
    problems.push(
      app.problemAt([...at, 'env'], `${fields.length} fields on the button's form; at most ${maxFields} are wanted`),
    );
  }
  for (const [name, entry] of fields) {
    if (typeof entry === 'string' || entry.generator !== undefined || entry.value !== undefined) continue;
    // Heroku's default of `required` is true.
    if (entry.required ?? true) {
      problems.push(
        app.problemAt(
          [...at, 'env', name],
          `${name} must be typed in before the button works: give it a value, a generator or "required": false`,
        ),
      );
    }
  }
  return problems;
}

function planMistake(text: string): string | undefined {
  const parsed = parsePlan(text);
  return 'mistake' in parsed ? parsed.mistake : undefined;
}
