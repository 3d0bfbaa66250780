"""The process that holds the base model: learns and answers while the window stays responsive."""
