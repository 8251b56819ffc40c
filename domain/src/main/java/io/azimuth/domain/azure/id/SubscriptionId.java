package io.azimuth.domain.azure.id;

import java.util.Optional;

/**
 * A subscription: the outermost part of a resource's id.
 *
 * @param value a GUID, kept in lower case
 */
public record SubscriptionId(String value) {

  public SubscriptionId {
    value = GuidText.require(value, "subscription id");
  }

  /** The id, or empty when the text is no GUID. */
  public static Optional<SubscriptionId> parse(String text) {
    return GuidText.canonical(text).map(SubscriptionId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
