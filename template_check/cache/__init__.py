"""What is kept between runs, so that nothing is judged again that has not changed."""
