package io.azimuth.adapters.azure.simulator.fleet;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** GUIDs as Azure prints them: lower-case hexadecimal digits in five groups. */
public final class Guids {

  private static final Pattern SHAPE =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private Guids() {}

  /** Hands the text back when it is a GUID. */
  public static String require(String text, String what) {
    Objects.requireNonNull(text, what);
    if (!isGuid(text)) {
      throw new IllegalArgumentException(what + " must be a GUID in lower case");
    }
    return text;
  }

  /** Whether the text is one in lower case. */
  public static boolean isGuid(String text) {
    return SHAPE.matcher(text).matches();
  }

  /** A fresh one; version and variant bits are those of a random GUID. */
  public static String random(RandomGenerator random) {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  /** The same one for the same name. */
  public static String named(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
