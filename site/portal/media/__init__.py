"""Films where no web server stands in front: sent in the parts that a player asks for."""
