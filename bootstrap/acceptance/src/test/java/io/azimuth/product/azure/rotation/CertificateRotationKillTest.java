package io.azimuth.product.azure.rotation;

import io.azimuth.domain.rotation.RotatedKind;
import org.junit.jupiter.api.Tag;

/** Kills during rotations of a client certificate. */
@Tag("soak")
final class CertificateRotationKillTest extends RotationKillRules {

  CertificateRotationKillTest() {
    super(RotatedKind.CERTIFICATE);
  }
}
