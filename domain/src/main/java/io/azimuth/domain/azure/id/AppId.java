package io.azimuth.domain.azure.id;

import java.util.Optional;

/**
 * An application: {@code appid} or {@code azp} in a token, {@code clientId} in Azure Resource
 * Manager.
 *
 * @param value a GUID, kept in lower case
 */
public record AppId(String value) {

  public AppId {
    value = GuidText.require(value, "app id");
  }

  /** The id, or empty when the text is no GUID. */
  public static Optional<AppId> parse(String text) {
    return GuidText.canonical(text).map(AppId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
