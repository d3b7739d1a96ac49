"""Recording oversight, letting support in and out, answering the law."""
