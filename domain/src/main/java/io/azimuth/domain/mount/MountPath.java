package io.azimuth.domain.mount;

import java.util.List;
import java.util.Optional;

/**
 * The path of a mount, such as {@code auth/team/azure/}: one or more non-empty segments, each
 * followed by a slash. Letter case counts.
 *
 * @param text with the slash at its end
 */
public record MountPath(String text) {

  /** The prefix of the paths of auth methods. */
  public static final String AUTH = "auth/";

  /** The most characters of a path, with the slash at its end. */
  public static final int MAX_LENGTH = 256;

  /** Paths at which only the server itself mounts backends. */
  private static final List<String> RESERVED =
      List.of(AUTH, "sys/", "audit/", "cubbyhole/", "identity/");

  private static final String TOKEN_METHOD = AUTH + "token/";

  public MountPath {
    if (!isCanonical(text)) {
      throw new IllegalArgumentException("not the path of a mount");
    }
  }

  /**
   * The path from external text, with or without a slash at its end; empty when the text is not
   * one.
   */
  public static Optional<MountPath> parse(String text) {
    String slashed = text.endsWith("/") ? text : text + "/";
    return isCanonical(slashed) ? Optional.of(new MountPath(slashed)) : Optional.empty();
  }

  /** Whether one of the two paths is a prefix of the other, so that they cannot both be mounted. */
  public boolean overlaps(MountPath other) {
    return text.startsWith(other.text) || other.text.startsWith(text);
  }

  /** Whether an auth method is mounted here. */
  public boolean isAuth() {
    return text.startsWith(AUTH);
  }

  /**
   * Whether the server keeps this path for its own secrets engines: what is mounted there cannot be
   * changed.
   */
  public boolean isReserved() {
    return RESERVED.stream().anyMatch(text::startsWith);
  }

  /** Whether the mount here belongs to the server: it can be neither moved nor disabled. */
  public boolean isBuiltIn() {
    return isAuth() ? text.startsWith(TOKEN_METHOD) : isReserved();
  }

  /** The path without {@code auth/}, as {@code sys/auth} names it. */
  public String withoutAuth() {
    return isAuth() ? text.substring(AUTH.length()) : text;
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean isCanonical(String text) {
    if (text.length() < 2 || text.length() > MAX_LENGTH || !text.endsWith("/")) {
      return false;
    }
    for (String segment : text.substring(0, text.length() - 1).split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return text.chars().noneMatch(c -> Character.isISOControl(c) || c == '*' || c == '+');
  }
}
