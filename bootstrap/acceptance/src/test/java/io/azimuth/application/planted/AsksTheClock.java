package io.azimuth.application.planted;

import java.time.Instant;

final class AsksTheClock {
  Instant now() {
    return Instant.now();
  }
}
