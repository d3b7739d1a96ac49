"""Files of people: photographs."""
