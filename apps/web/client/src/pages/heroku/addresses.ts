export const addHerokuHref = '/add-heroku';
export const removalHref = '/settings/removal';
