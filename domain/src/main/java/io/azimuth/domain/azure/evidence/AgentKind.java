package io.azimuth.domain.azure.evidence;

import java.util.Arrays;
import java.util.Optional;

/** In whose name an agent of Entra Agent ID acts. */
public enum AgentKind {
  /** In its own, as an application. */
  AUTONOMOUS("autonomous"),
  /** In that of a person, whose object id the token has. */
  FOR_PERSON("for_person"),
  /** In its own, through an account of a user that belongs to it. */
  OWN_ACCOUNT("own_account");

  private final String wireName;

  AgentKind(String wireName) {
    this.wireName = wireName;
  }

  /** The kind of that name; empty when there is none. */
  public static Optional<AgentKind> parse(String text) {
    return Arrays.stream(values()).filter(kind -> kind.wireName.equals(text)).findFirst();
  }

  /** The name in metadata, audit records and refusals. */
  public String wireName() {
    return wireName;
  }
}
