"""The planner's page: the map of who is not served, the question, the table, what if, where next."""
