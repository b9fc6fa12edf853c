"""The terminal: text made safe, frames, screens and the two drivers."""
