// Placeholder until the model has its tests.
