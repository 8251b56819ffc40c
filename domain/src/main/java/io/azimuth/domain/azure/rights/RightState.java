package io.azimuth.domain.azure.rights;

/** Whether the server has a right that it needs. */
public enum RightState {
  /** It has it. */
  PRESENT,
  /** It does not have it. */
  MISSING,
  /** It could not be found out. */
  UNKNOWN
}
