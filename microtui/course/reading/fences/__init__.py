"""What stands in the fences of a lesson: stages, questions, tasks, and the ways to do them."""
