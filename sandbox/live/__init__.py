"""A live class, pure: its phases, how answers add up, and what the room's majority decides."""
