package io.azimuth.domain.policy;

import java.util.Locale;
import java.util.Optional;

/** What a rule grants. Declared in the order in which {@code sys/capabilities} lists them. */
public enum Capability {
  /** Needed in addition to another capability, on some paths. */
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
  /** SCAN: the list of everything below, at any depth. */
  SCAN,
  /** No capability, even where other stanzas of the same path grant some. */
  DENY;

  private final String wireName;

  Capability() {
    this.wireName = name().toLowerCase(Locale.ROOT);
  }

  /** The name in policies. */
  public String wireName() {
    return wireName;
  }

  /** The capability of that name in policies; case counts. */
  public static Optional<Capability> ofWord(String word) {
    for (Capability capability : values()) {
      if (capability.wireName.equals(word)) {
        return Optional.of(capability);
      }
    }
    return Optional.empty();
  }

  /** Whether requests that need this capability are about a folder: their path ends in a slash. */
  public boolean isOfFolder() {
    return this == LIST || this == SCAN;
  }

  /** Whether parameter rules apply to requests that need this capability. */
  public boolean takesParameters() {
    return switch (this) {
      case READ, CREATE, UPDATE, PATCH -> true;
      case SUDO, LIST, SCAN, DELETE, DENY -> false;
    };
  }
}
