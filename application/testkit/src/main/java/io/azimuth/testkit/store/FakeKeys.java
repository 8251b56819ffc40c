package io.azimuth.testkit.store;

import io.azimuth.spi.api.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;

/** The order of keys, and which names can be part of one. */
final class FakeKeys {

  /** As bytes of UTF-8: not the order of {@link String}, which compares parts of characters. */
  static final Comparator<String> BYTE_ORDER =
      (one, other) -> Arrays.compareUnsigned(bytes(one), bytes(other));

  private static final int MAX_POLICY_NAME = 128; // characters
  private static final int MAX_NAME_BYTES = 512;
  private static final Pattern MOUNT_UUID = Pattern.compile("[0-9A-Za-z-]{1,64}");

  private FakeKeys() {}

  /** Whether it is a name that a record can be stored under. */
  static boolean isStorable(String name) {
    return !name.isEmpty() && isWellFormed(name) && bytes(name).length <= MAX_NAME_BYTES;
  }

  /** The name, if a record can be stored under it. */
  static String storable(String what, String name) {
    if (!isStorable(name)) {
      throw RefusedException.invalid(what + " has 1 to 512 bytes of well-formed text");
    }
    return name;
  }

  /** Whether a policy can have that name. */
  static boolean isPolicyName(String name) {
    return !name.isEmpty() && name.length() <= MAX_POLICY_NAME && isWellFormed(name);
  }

  /** The uuid, if a mount can have it. */
  static String mountUuid(String uuid) {
    if (!MOUNT_UUID.matcher(uuid).matches()) {
      throw new IllegalArgumentException("the uuid of a mount has letters, digits and hyphens");
    }
    return uuid;
  }

  /** The text, if it has a UTF-8 form of its own. */
  static String wellFormed(String name) {
    if (!isWellFormed(name)) {
      throw RefusedException.invalid("a name is not well-formed text");
    }
    return name;
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
