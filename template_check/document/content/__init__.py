"""Whether a message says who writes, why, what answers are used for and where to turn with questions."""
