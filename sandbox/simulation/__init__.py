"""Carries decisions out on the world: consequences, gates and their counterfactual."""
