package io.azimuth.application.planted;

import java.util.UUID;

final class NamesAnId {
  UUID id() {
    return UUID.randomUUID();
  }
}
