"""Changes to a whole repository that keep it true: moving, repointing, scaffolding, and what each needs to know."""
