package io.azimuth.application.planted;

import jakarta.inject.Inject;

final class FieldInjected {
  @Inject String injected;
}
