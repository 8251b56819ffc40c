package io.azimuth.adapters.storage.mapdb.file;

import java.util.Locale;

/** What the operating system guarantees. */
final class Platform {

  static final boolean LINUX =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");

  private Platform() {}
}
