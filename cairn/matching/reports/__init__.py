"""What a plan shows of the whole program: what is lacking, other plans beside it, fairness."""
