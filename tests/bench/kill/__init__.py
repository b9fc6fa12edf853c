"""Kill -9 anywhere, and the laws that must hold afterwards."""
