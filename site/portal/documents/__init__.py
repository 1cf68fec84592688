"""Files that editors put beside their pages: what is taken, and who may open one."""
