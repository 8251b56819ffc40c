package io.azimuth.domain.policy;

/**
 * A policy, or its name, is refused. The message is a sentence for the author of the policy; the
 * API puts {@code failed to parse policy: } before it.
 */
public final class InvalidPolicyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int LONGEST_QUOTE = 200;

  /** A refusal for this reason. */
  public InvalidPolicyException(String message) {
    super(message);
  }

  InvalidPolicyException(String message, Throwable cause) {
    super(message, cause);
  }

  static InvalidPolicyException atPath(String path, String complaint) {
    return new InvalidPolicyException("path " + quoted(path) + ": " + complaint);
  }

  /** A part of the policy in quotes, shortened if it is very long. */
  public static String quoted(String text) {
    return text.length() <= LONGEST_QUOTE
        ? '"' + text + '"'
        : '"' + text.substring(0, LONGEST_QUOTE) + "…\"";
  }
}
