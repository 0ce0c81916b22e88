"""Web searches behind the engine's port."""
