"""The screens of the application, a file each."""
