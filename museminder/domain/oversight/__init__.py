"""Who watches us: training, reviews, attestations, support grants, broken glass, legal demands, changes of control."""
