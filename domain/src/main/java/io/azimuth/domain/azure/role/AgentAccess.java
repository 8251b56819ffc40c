package io.azimuth.domain.azure.role;

import io.azimuth.domain.azure.evidence.AgentKind;
import java.util.Arrays;
import java.util.Optional;

/** Which agents a role admits, among those that its bindings name. */
public enum AgentAccess {
  /** None. */
  NONE("none"),
  /** Those that act in their own name, as applications. */
  AUTONOMOUS("autonomous"),
  /** Also those that act for a person, or through an account of a user. */
  ALL("all");

  private final String wireName;

  AgentAccess(String word) {
    this.wireName = word;
  }

  /**
   * The value of that name in the API; empty text is the default. Empty when there is no such name.
   */
  public static Optional<AgentAccess> parse(String text) {
    return text.isEmpty()
        ? Optional.of(AUTONOMOUS)
        : Arrays.stream(values()).filter(access -> access.wireName.equals(text)).findFirst();
  }

  /** The name in the API. */
  public String wireName() {
    return wireName;
  }

  /** Whether agents of that kind are admitted. */
  public boolean admits(AgentKind kind) {
    return switch (this) {
      case NONE -> false;
      case AUTONOMOUS -> kind == AgentKind.AUTONOMOUS;
      case ALL -> true;
    };
  }
}
