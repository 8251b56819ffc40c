package io.azimuth.application.planted;

final class ThrowsAnything {
  void fail() {
    throw new RuntimeException("anything");
  }
}
