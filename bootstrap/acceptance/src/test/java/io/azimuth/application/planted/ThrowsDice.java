package io.azimuth.application.planted;

import java.security.SecureRandom;

final class ThrowsDice {
  final SecureRandom dice = new SecureRandom();
}
