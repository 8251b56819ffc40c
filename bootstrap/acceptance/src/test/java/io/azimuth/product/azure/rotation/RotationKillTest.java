package io.azimuth.product.azure.rotation;

import io.azimuth.domain.rotation.RotatedKind;
import org.junit.jupiter.api.Tag;

/** Kills during rotations of a client secret. */
@Tag("slow")
final class RotationKillTest extends RotationKillRules {

  RotationKillTest() {
    super(RotatedKind.PASSWORD);
  }
}
