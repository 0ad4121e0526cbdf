"""What is said of a pair, and of somebody without one, in words fit for the reader."""
