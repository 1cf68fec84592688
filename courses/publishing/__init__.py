"""From a draft to a public page: who writes, checks and approves, and the screens for teachers and schools."""
