package io.azimuth.azure.rotation;

import io.azimuth.domain.rotation.RotatedKind;

/** Rotation of a client secret. */
class RotationTest extends RotationRules {

  RotationTest() {
    super(RotatedKind.PASSWORD);
  }
}
