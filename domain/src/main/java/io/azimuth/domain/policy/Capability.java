package io.azimuth.domain.policy;

import java.util.Locale;
import java.util.Optional;

/** What a rule grants. Declared in the order in which {@code sys/capabilities} lists them. */
public enum Capability {
  /** In addition to another one, on paths that ask for it. */
  SUDO,
  /** GET. */
  READ,
  /** LIST. */
  LIST,
  /** Writing what exists, or what makes no difference between the two. */
  UPDATE,
  /** DELETE. */
  DELETE,
  /** Writing what does not exist. */
  CREATE,
  /** PATCH. */
  PATCH,
  /** Nothing, whatever else is granted on the same path. */
  DENY;

  private final String wireName;

  Capability() {
    this.wireName = name().toLowerCase(Locale.ROOT);
  }

  /** As policies write it. */
  public String wireName() {
    return wireName;
  }

  /** The capability that policies write so; case counts. */
  public static Optional<Capability> ofWord(String word) {
    for (Capability capability : values()) {
      if (capability.wireName.equals(word)) {
        return Optional.of(capability);
      }
    }
    return Optional.empty();
  }

  /** Whether the parameters of such a request are looked at (spec §4.4). */
  public boolean takesParameters() {
    return switch (this) {
      case READ, CREATE, UPDATE, PATCH -> true;
      case SUDO, LIST, DELETE, DENY -> false;
    };
  }
}
