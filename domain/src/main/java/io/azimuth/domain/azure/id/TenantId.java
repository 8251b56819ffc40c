package io.azimuth.domain.azure.id;

import java.util.Optional;

/**
 * A directory of Entra ID.
 *
 * @param value a GUID, kept in lower case
 */
public record TenantId(String value) {

  public TenantId {
    value = GuidText.require(value, "tenant id");
  }

  /** The id, or empty when the text is no GUID. */
  public static Optional<TenantId> parse(String text) {
    return GuidText.canonical(text).map(TenantId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
