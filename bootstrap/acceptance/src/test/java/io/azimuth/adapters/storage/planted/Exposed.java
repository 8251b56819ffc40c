package io.azimuth.adapters.storage.planted;

public final class Exposed {

  private Exposed() {}

  public static final class Nested {}
}
