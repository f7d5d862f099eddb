-- With an API key Heroku itself says how much room the plan has.
ALTER TABLE pgwatch2.storage
  DROP CONSTRAINT storage_budget_origin_check,
  ADD CONSTRAINT storage_budget_origin_check CHECK (budget_origin IN ('setting', 'plan', 'api'));
