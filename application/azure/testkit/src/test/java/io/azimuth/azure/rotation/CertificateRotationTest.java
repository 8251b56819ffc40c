package io.azimuth.azure.rotation;

import io.azimuth.domain.rotation.RotatedKind;

/** Rotation of a client certificate. */
class CertificateRotationTest extends RotationRules {

  CertificateRotationTest() {
    super(RotatedKind.CERTIFICATE);
  }
}
