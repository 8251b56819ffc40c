package io.azimuth.spi.engine;

import java.util.Objects;

/**
 * What an engine found when it looked at a store without opening it.
 *
 * @param grade how bad it is
 * @param subject what was looked at, in one or two words
 * @param found what it is, without secrets
 * @param advice what to do, for whoever runs the server; may be empty
 */
public record StoreFinding(Grade grade, String subject, String found, String advice) {

  public StoreFinding {
    Objects.requireNonNull(grade, "grade");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(found, "found");
    Objects.requireNonNull(advice, "advice");
  }

  /** How bad a finding is. */
  public enum Grade {
    /** As it should be. */
    GOOD,
    /** Worth to know. */
    NOTE,
    /** The server starts, and something may fail later. */
    WARNING,
    /** The server does not start, or does not work. */
    FAILURE
  }

  /** Something is as it should be. */
  public static StoreFinding good(String subject, String found) {
    return new StoreFinding(Grade.GOOD, subject, found, "");
  }

  /** Something worth to know. */
  public static StoreFinding note(String subject, String found, String advice) {
    return new StoreFinding(Grade.NOTE, subject, found, advice);
  }

  /** Something that may fail later. */
  public static StoreFinding warning(String subject, String found, String advice) {
    return new StoreFinding(Grade.WARNING, subject, found, advice);
  }

  /** Something with which the server does not start or work. */
  public static StoreFinding failure(String subject, String found, String advice) {
    return new StoreFinding(Grade.FAILURE, subject, found, advice);
  }
}
