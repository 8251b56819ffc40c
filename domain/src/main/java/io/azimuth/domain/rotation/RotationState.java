package io.azimuth.domain.rotation;

/** The states of a rotation. */
public enum RotationState {
  /**
   * A password may have been added; if so, it has the rotation's name, and its text is not known.
   */
  INTENDED,
  /** The new password is stored and is being tried; the old one is in use. */
  PROVING,
  /** The new password is in use; the old one is to be removed. */
  CLEANING,
  /** Cancelled or failed: the password that it added is to be removed. */
  ABANDONING
}
