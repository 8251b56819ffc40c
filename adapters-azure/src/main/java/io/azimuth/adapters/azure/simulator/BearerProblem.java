package io.azimuth.adapters.azure.simulator;

/** Why an access token is not good for a service. */
enum BearerProblem {
  MISSING,
  INVALID,
  EXPIRED,
  WRONG_AUDIENCE
}
