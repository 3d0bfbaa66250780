"""The starter model: its corpus, tokenizer, training and measuring."""
