package io.azimuth.application.openapi;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Identifiers made of the letters and digits of paths. */
final class PathWords {

  private PathWords() {}

  /** {@code auth/azure/role/{name}} as {@code auth-azure-role-name}. */
  static String hyphenated(String text) {
    return String.join("-", in(text));
  }

  /** {@code auth/azure/role/{name}} as {@code AuthAzureRoleName}. */
  static String joined(String text) {
    return in(text).stream()
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  private static List<String> in(String text) {
    return Arrays.stream(text.split("[^A-Za-z0-9]+")).filter(word -> !word.isEmpty()).toList();
  }
}
