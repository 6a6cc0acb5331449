"""Speed, as ratios of two ways measured in turn on the same reports: `make bench`. No test depends on it."""
