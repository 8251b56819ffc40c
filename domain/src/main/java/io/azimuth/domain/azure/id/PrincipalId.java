package io.azimuth.domain.azure.id;

import java.util.Optional;

/**
 * A user or service principal of a tenant: {@code oid} in a token, {@code principalId} in Azure
 * Resource Manager.
 *
 * @param value a GUID, kept in lower case
 */
public record PrincipalId(String value) {

  public PrincipalId {
    value = GuidText.require(value, "principal id");
  }

  /** The id, or empty when the text is no GUID. */
  public static Optional<PrincipalId> parse(String text) {
    return GuidText.canonical(text).map(PrincipalId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
