package io.azimuth.application.planted;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

final class ThrowsDice {
  final SecureRandom dice = new SecureRandom();

  Supplier<SecureRandom> reference() {
    return SecureRandom::new;
  }

  SecureRandom strong() throws NoSuchAlgorithmException {
    return SecureRandom.getInstanceStrong();
  }

  SplittableRandom splittable() {
    return new SplittableRandom();
  }

  RandomGenerator standard() {
    return RandomGenerator.getDefault();
  }
}
