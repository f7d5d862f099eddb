import { parsePlan } from '../addons/plans.js';
import type { AppJson } from './app-json.js';
import type { HerokuYml } from './heroku-yml.js';
import { nearest } from './nearest.js';
import type { Manifest, Path, Problem } from './source-file.js';

/** More fields than this and a button is a questionnaire. */
const maxFields = 4;

/** What app.json's formation gets where it names no size. */
const defaultSize = 'basic';
/** Of these sizes a process type can have one dyno: https://devcenter.heroku.com/articles/dyno-types */
const singleSizes = ['eco', 'basic'];

/**
 * What no schema sees: the two files must fit each other and the project around them, and a press of the button must
 * need no thinking.
 *
 * @param hasFile whether the project has a file of this name.
 */
export function checkConsistency(
  app: Manifest<AppJson>,
  yml: Manifest<HerokuYml>,
  hasFile: (name: string) => boolean,
): Problem[] {
  const problems: Problem[] = [];
  const run = yml.value.run ?? {};
  const images = Object.keys(yml.value.build.docker);

  if (app.value.stack !== 'container') {
    problems.push(app.problemAt(['stack'], 'stack must be "container", else Heroku looks for a buildpack'));
  }
  for (const [image, dockerfile] of Object.entries(yml.value.build.docker)) {
    if (!hasFile(dockerfile)) {
      problems.push(
        yml.problemAt(['build', 'docker', image], `there is no file "${dockerfile}" to build ${image} from`),
      );
    }
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

  // Without `run`, as for a Private Space, each image is a process type.
  const processTypes = yml.value.run ? Object.keys(run) : images;
  problems.push(
    ...checkPart(app, app.value, [], processTypes),
    ...checkPart(app, app.value.environments?.review ?? {}, ['environments', 'review'], processTypes),
  );
  (yml.value.setup?.addons ?? []).forEach(({ plan }, index) => {
    const mistake = planMistake(plan);
    if (mistake) problems.push(yml.problemAt(['setup', 'addons', index, 'plan'], mistake));
  });
  return problems;
}

function checkPart(
  app: Manifest<AppJson>,
  part: Pick<AppJson, 'env' | 'addons' | 'formation'>,
  at: Path,
  processTypes: readonly string[],
): Problem[] {
  const problems: Problem[] = [];
  for (const [type, { quantity = 1, size = defaultSize }] of Object.entries(part.formation ?? {})) {
    const place = [...at, 'formation', type];
    if (!processTypes.includes(type)) {
      const meant = nearest(type, processTypes);
      const suggestion = meant ? `; did you mean "${meant}"?` : '';
      problems.push(app.problemAt(place, `process type "${type}" is not in run of heroku.yml${suggestion}`));
    }
    if (quantity > 1 && singleSizes.includes(size)) {
      problems.push(
        app.problemAt(
          [...place, 'quantity'],
          `${type} cannot have ${quantity} dynos of size ${size}, only one: choose a larger size, standard-1x for example`,
        ),
      );
    }
  }
  (part.addons ?? []).forEach((addon, index) => {
    const mistake = planMistake(typeof addon === 'string' ? addon : addon.plan);
    if (mistake) problems.push(app.problemAt([...at, 'addons', index], mistake));
    const version = typeof addon === 'string' ? undefined : addon.options?.['version'];
    if (version !== undefined && !/^\d+$/.test(String(version))) {
      problems.push(
        app.problemAt(
          [...at, 'addons', index, 'options', 'version'],
          `version is a major version of PostgreSQL, such as "17", not ${JSON.stringify(version)}`,
        ),
      );
    }
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
