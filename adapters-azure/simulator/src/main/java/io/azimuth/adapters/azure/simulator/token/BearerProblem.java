package io.azimuth.adapters.azure.simulator.token;

/** Why a service refuses an access token. */
public enum BearerProblem {
  MISSING,
  INVALID,
  EXPIRED,
  WRONG_AUDIENCE
}
