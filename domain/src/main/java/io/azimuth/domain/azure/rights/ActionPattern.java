package io.azimuth.domain.azure.rights;

import io.azimuth.domain.text.AsciiCase;
import java.util.Optional;

/**
 * An action of Resource Manager, or a pattern of actions, as role definitions have them: {@code
 * Microsoft.Compute/virtualMachines/read}, {@code *}{@code /read}, {@code *}. A {@code *} matches
 * any number of characters, also none, and slashes too; A to Z are folded. Source: Microsoft Learn,
 * "Understand Azure role definitions".
 */
public final class ActionPattern {

  /** The longest pattern, in characters. */
  public static final int MAX_LENGTH = 512;

  private static final char ANY = '*';

  private final String value;
  private final String folded;

  /**
   * The pattern of that text.
   *
   * @param value 1 to 512 printable characters of ASCII without spaces
   */
  public ActionPattern(String value) {
    if (!fits(value)) {
      throw new IllegalArgumentException("not an action of Resource Manager");
    }
    this.value = value;
    this.folded = AsciiCase.fold(value);
  }

  /** The pattern, or empty when the text is none. */
  public static Optional<ActionPattern> parse(String text) {
    return fits(text) ? Optional.of(new ActionPattern(text)) : Optional.empty();
  }

  private static boolean fits(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && text.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  /** The text, as it was written. */
  public String value() {
    return value;
  }

  /** Whether it matches more than one action. */
  public boolean isWide() {
    return value.indexOf(ANY) >= 0;
  }

  /** Whether every action that it matches only reads. */
  public boolean onlyReads() {
    return folded.endsWith("/read");
  }

  /**
   * Whether it matches everything that the other one matches. A {@code *} of the other one is a
   * character that only a {@code *} matches, so one walk decides it.
   */
  public boolean covers(ActionPattern other) {
    String pattern = folded;
    String text = other.folded;
    int p = 0;
    int t = 0;
    int star = -1;
    int retry = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == ANY) {
        star = p++;
        retry = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == ANY) {
      p++;
    }
    return p == pattern.length();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActionPattern that && folded.equals(that.folded);
  }

  @Override
  public int hashCode() {
    return folded.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
