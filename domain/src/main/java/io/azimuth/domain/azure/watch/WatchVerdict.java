package io.azimuth.domain.azure.watch;

import java.util.Optional;

/** Whether a round revokes tokens, and why not. */
public enum WatchVerdict {
  /** No machine seems gone. */
  ALL_WELL(""),
  /** The tokens of those that are gone are revoked. */
  BELIEVED(""),
  TOO_MANY_GONE("too many machines are gone at once: no token was revoked"),
  TOO_MANY_UNANSWERED("too many machines gave no usable answer: no token was revoked"),
  /** Shortly before, too many were gone or gave no answer. */
  IN_DOUBT(
      "too many machines were gone, or gave no usable answer, within the last hour: no token was"
          + " revoked");

  private final String sentence;

  WatchVerdict(String sentence) {
    this.sentence = sentence;
  }

  /** Why nothing is revoked; empty when nothing speaks against it. */
  public Optional<String> objection() {
    return Optional.of(sentence).filter(it -> !it.isEmpty());
  }

  boolean isTooMany() {
    return this == TOO_MANY_GONE || this == TOO_MANY_UNANSWERED;
  }
}
