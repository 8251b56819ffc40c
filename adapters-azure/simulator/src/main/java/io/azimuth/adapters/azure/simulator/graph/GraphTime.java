package io.azimuth.adapters.azure.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times as Graph writes them: in UTC, with seven digits of a second. */
final class GraphTime {

  private static final DateTimeFormatter SEVEN_DIGITS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private GraphTime() {}

  /** Always with the fraction. */
  static String precise(Instant time) {
    return SEVEN_DIGITS.format(time);
  }

  /** Without the fraction when there is none: Graph returns a time as the caller set it. */
  static String plain(Instant time) {
    return time.equals(time.truncatedTo(ChronoUnit.SECONDS)) ? time.toString() : precise(time);
  }

  /**
   * The time that a member has; empty when it is absent or null.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static Optional<Instant> read(JsonNode member) {
    if (member.isMissingNode() || member.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(member.asText()).toInstant());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "Cannot convert the literal to the expected type 'Edm.DateTimeOffset'.", e);
    }
  }
}
