package io.azimuth.azure.rotation;

import io.azimuth.domain.rotation.RotatedKind;

/** Interrupted rotations of a client certificate. */
class CertificateRotationMishapsTest extends RotationMishaps {

  CertificateRotationMishapsTest() {
    super(RotatedKind.CERTIFICATE);
  }
}
