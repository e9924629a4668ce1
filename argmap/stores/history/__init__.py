"""History: every text that a debate has had, who changed it, when, and in which words."""
