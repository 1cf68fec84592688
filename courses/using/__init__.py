"""What teachers do with lessons: keep them, use them in class, thank for them, make their own of them."""
