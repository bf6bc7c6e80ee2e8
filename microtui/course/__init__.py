"""The course: lessons as they are read from their files, and how far a learner is in one."""
