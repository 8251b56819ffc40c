package io.azimuth.domain.rotation;

/** How far a rotation is. */
public enum RotationState {
  /** A password may have been added; if so it has the rotation's name and nobody knows its text. */
  INTENDED,
  /** The new password is stored and is being tried; the old one is in use. */
  PROVING,
  /** The new password is in use; the old one is to be removed. */
  CLEANING,
  /** Cancelled or failed: the password that it added is to be removed. */
  ABANDONING
}
