package io.azimuth.approle;

import io.azimuth.domain.approle.IssuedSecretId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret id in its place.
 *
 * @param place where it is kept
 * @param secretId what is known of it
 */
record StoredSecretId(Place place, IssuedSecretId secretId) {

  /** The place in the list of what ends; empty for a secret id that does not end. */
  Optional<String> ending() {
    return secretId.expires().map(place::endingAt);
  }

  /** Where a secret id is kept. */
  record Place(String roleKey, String hash) {

    private static final Pattern ENDING =
        Pattern.compile("(\\d{12})[.]([0-9a-f-]{36})[.]([0-9a-f]{64})");

    // Rounded up, so that what ends within this second is found in the next one.
    private String endingAt(Instant end) {
      long second = end.getNano() == 0 ? end.getEpochSecond() : end.getEpochSecond() + 1;
      return String.format(Locale.ROOT, "%012d.%s.%s", second, roleKey, hash);
    }

    /** Whether a place in the list of what ends is due. */
    static boolean isDue(String ending, Instant now) {
      Matcher parts = ENDING.matcher(ending);
      return parts.matches() && Long.parseLong(parts.group(1)) <= now.getEpochSecond();
    }

    /** The place of the secret id in the list of what ends. */
    static Place ofEnding(String ending) {
      Matcher parts = ENDING.matcher(ending);
      if (!parts.matches()) {
        throw new IllegalArgumentException("no place in the list of what ends");
      }
      return new Place(parts.group(2), parts.group(3));
    }
  }
}
