import { Router } from 'express';
import { type ApiContext, requireTeamAccess } from '../api-context.js';
import { notFound } from '../api-error.js';

/** Who the key belongs to, and the teams and spaces that a test gave. */
export function accountRoutes({ account, teams, spaces, faults }: ApiContext): Router {
  const routes = Router();
  routes.get(['/account', '/users/:user'], (_request, response) => {
    const { id, email } = account.state.account;
    response.json({ id, email, name: null, verified: true, two_factor_authentication: true, federated: false });
  });
  const presentTeam = (team: (typeof teams)[number]) => ({ ...team, role: 'admin', type: 'team', default: false });
  routes.get('/teams', (_request, response) => {
    response.json(teams.filter(({ name }) => !faults.forbiddenTeams.has(name)).map(presentTeam));
  });
  routes.get('/teams/:team', (request, response) => {
    const team = teams.find(({ id, name }) => [id, name].includes(request.params.team));
    if (!team) throw notFound('team');
    requireTeamAccess(faults, team.name);
    response.json(presentTeam(team));
  });
  const presentSpace = ({ id, name, team, region }: (typeof spaces)[number]) => ({
    id,
    name,
    team: teams.find((each) => each.name === team) ?? null,
    organization: { name: team },
    region: { id: region, name: region },
    shield: false,
    state: 'allocated',
    generation: { id: 'cedar', name: 'cedar' },
  });
  routes.get('/spaces', (_request, response) => void response.json(spaces.map(presentSpace)));
  routes.get('/spaces/:space', (request, response) => {
    const space = spaces.find(({ id, name }) => [id, name].includes(request.params.space));
    if (!space) throw notFound('space');
    requireTeamAccess(faults, space.team);
    response.json(presentSpace(space));
  });
  return routes;
}
