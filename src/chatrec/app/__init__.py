"""Settings, wiring (the only room that names adapters and scorers) and the use cases behind every face."""
