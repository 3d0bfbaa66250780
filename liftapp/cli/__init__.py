"""The command line: a small root over the workflows, without Qt."""
