"""Abstract covers for pages: shapes and colours only, no words, no faces, the same every time."""
