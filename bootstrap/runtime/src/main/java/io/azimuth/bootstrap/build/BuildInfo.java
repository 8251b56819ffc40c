package io.azimuth.bootstrap.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version and build date that the build wrote into the jar. */
public final class BuildInfo {

  private static final String FILE = "build.properties";

  private BuildInfo() {}

  /** The version of this build, such as {@code 0.1.0}. */
  public static String version() {
    return property("version");
  }

  /** The time of the sources of this build, in RFC 3339 format. */
  public static String buildDate() {
    return property("build_date");
  }

  private static String property(String name) {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the jar");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
    return properties.getProperty(name, "unknown");
  }
}
