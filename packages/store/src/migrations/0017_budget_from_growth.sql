-- Where nothing tells the plan, the budget is the smallest plan that the wanted history fits at the growth measured.
ALTER TABLE pgwatch2.storage
  DROP CONSTRAINT storage_budget_origin_check,
  ADD CONSTRAINT storage_budget_origin_check CHECK (budget_origin IN ('setting', 'plan', 'api', 'growth'));
