package io.azimuth.adapters.azure.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.state.AppPassword;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a caller of addPassword wants.
 *
 * @param starts from when on it is good
 * @param ends until when
 */
record AddPasswordRequest(Optional<String> displayName, Instant starts, Instant ends) {

  /**
   * Reads it, with Azure's defaults: from now on, for two years.
   *
   * @throws IllegalArgumentException when it is malformed, with a sentence
   */
  static AddPasswordRequest read(JsonNode body, Instant now) {
    JsonNode credential = body.path("passwordCredential");
    if (!credential.isObject() && !credential.isNull() && !credential.isMissingNode()) {
      throw new IllegalArgumentException(
          "Invalid value specified for property 'passwordCredential'.");
    }
    Instant starts =
        GraphTime.read(credential.path("startDateTime")).orElse(now.truncatedTo(ChronoUnit.MICROS));
    Instant ends =
        GraphTime.read(credential.path("endDateTime"))
            .orElseGet(() -> AppPassword.twoYearsAfter(starts));
    if (!ends.isAfter(starts)) {
      throw new IllegalArgumentException(
          "Credential lifetime is invalid: the end is not after the start.");
    }
    JsonNode name = credential.path("displayName");
    return new AddPasswordRequest(
        name.isTextual() ? Optional.of(name.asText()) : Optional.empty(), starts, ends);
  }
}
