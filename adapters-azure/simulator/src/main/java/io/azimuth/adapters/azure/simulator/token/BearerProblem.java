package io.azimuth.adapters.azure.simulator.token;

/** Why a service refuses an access token. */
public enum BearerProblem {
  MISSING,
  INVALID,
  EXPIRED,
  WRONG_AUDIENCE,
  /** The token is bound to a certificate and came without it, or as a bearer token. */
  BINDING_NOT_PROVED
}
