package io.azimuth.azure.rotation;

import io.azimuth.domain.rotation.RotatedKind;

/** Interrupted rotations of a client secret. */
class RotationMishapsTest extends RotationMishaps {

  RotationMishapsTest() {
    super(RotatedKind.PASSWORD);
  }
}
