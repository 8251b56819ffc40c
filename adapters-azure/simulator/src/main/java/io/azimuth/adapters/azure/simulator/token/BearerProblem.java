package io.azimuth.adapters.azure.simulator.token;

/** Why an access token is not good for a service. */
public enum BearerProblem {
  MISSING,
  INVALID,
  EXPIRED,
  WRONG_AUDIENCE
}
