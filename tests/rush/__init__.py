"""The opening of a class that many want: 200 forms at once for ten places, over HTTPS, against several processes."""
