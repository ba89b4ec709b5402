"""Records: projects, performance indicators, procurement lines and assets, and their figures."""
