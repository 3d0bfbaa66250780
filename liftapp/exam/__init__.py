"""Measuring answers: questions with known answers, with and without the memory."""
