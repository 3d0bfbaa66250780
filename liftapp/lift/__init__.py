"""The method: segments, questions, memories, training, answering. No files, no Qt."""
