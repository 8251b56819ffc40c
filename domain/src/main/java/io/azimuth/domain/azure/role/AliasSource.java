package io.azimuth.domain.azure.role;

import java.util.Arrays;
import java.util.Optional;

/** What the alias of a login, and so its entity, is named after. */
public enum AliasSource {
  /** The principal. */
  OID("oid"),
  /** The application. */
  APP_ID("app_id"),
  /** The proved resource. */
  RESOURCE_ID("resource_id"),
  /** The scale set of the proved resource. */
  SCALE_SET("scale_set");

  private final String wireName;

  AliasSource(String word) {
    this.wireName = word;
  }

  /**
   * The source of that name in the API; empty text is the default. Empty when there is no such
   * name.
   */
  public static Optional<AliasSource> parse(String text) {
    return text.isEmpty()
        ? Optional.of(OID)
        : Arrays.stream(values()).filter(source -> source.wireName.equals(text)).findFirst();
  }

  /** The name in the API. */
  public String wireName() {
    return wireName;
  }
}
