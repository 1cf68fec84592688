"""What is kept about people, why, how long and for whom; each person's own copy; keeping to the terms."""
