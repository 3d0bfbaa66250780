"""One function for every wish of a user; both roots call these. torch is imported inside them."""
