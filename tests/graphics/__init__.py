"""What is drawn: charts, colours, the world, cards for social networks."""
