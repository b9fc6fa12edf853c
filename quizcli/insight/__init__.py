"""What the log says about memory: weak topics, confusions, forecasts."""
