package io.azimuth.domain.policy;

import java.util.Optional;

/** The form in which a value that is sent for a parameter is stored. */
public interface KeptForm {

  /** Every value is kept as it is sent. */
  KeptForm AS_SENT = Optional::of;

  /**
   * The value in the one form in which it is kept. A list of single values is {@link
   * PolicyValue.Items}, however it was spelled.
   *
   * @return empty when a request with this value is refused
   */
  Optional<PolicyValue> of(PolicyValue value);

  /** Whether the parameter has a type, so that different spellings can be the same value. */
  default boolean isTyped() {
    return this != AS_SENT;
  }
}
