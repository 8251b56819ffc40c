package io.azimuth.domain.policy;

import io.azimuth.domain.text.AsciiCase;
import java.util.Optional;
import java.util.Set;

/**
 * The name of a policy, without surrounding white space and with A to Z in lower case, so that
 * {@code " Root"} is {@code root} before it is compared (CVE-2025-5999).
 *
 * @param value 1 to 128 characters, none of them a control character
 */
public record PolicyName(String value) implements Comparable<PolicyName> {

  /** The policy that may do everything; never stored. */
  public static final PolicyName ROOT = new PolicyName("root");

  /** The policy of every token that does not opt out. */
  public static final PolicyName DEFAULT = new PolicyName("default");

  /** The policy of wrapping tokens. */
  public static final PolicyName RESPONSE_WRAPPING = new PolicyName("response-wrapping");

  private static final int MAX_LENGTH = 128;

  private static final Set<String> RESERVED = Set.of("root", "response-wrapping", "control-group");

  /**
   * Normalises the name.
   *
   * @throws InvalidPolicyException if it is empty, too long or has a control character
   */
  public PolicyName {
    value = AsciiCase.fold(value.strip());
    problem(value)
        .ifPresent(
            problem -> {
              throw new InvalidPolicyException(problem);
            });
  }

  /** Why no policy has that name, or a name of that pattern; empty when one can. */
  public static Optional<String> problem(String name) {
    String stripped = name.strip();
    if (stripped.isEmpty() || stripped.length() > MAX_LENGTH) {
      return Optional.of("a policy name has 1 to " + MAX_LENGTH + " characters");
    }
    return stripped.codePoints().anyMatch(PolicyName::isUnprintable)
        ? Optional.of("a policy name has no control characters")
        : Optional.empty();
  }

  /** Whether no caller may write or delete a policy of this name. */
  public boolean reserved() {
    return RESERVED.contains(value);
  }

  @Override
  public int compareTo(PolicyName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isUnprintable(int codePoint) {
    return Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE
        || Character.getType(codePoint) == Character.FORMAT;
  }
}
