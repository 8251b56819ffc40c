package io.azimuth.adapters.storage.leader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azimuth.application.port.leader.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a server announces to the others, as JSON. It holds no secret and is not encrypted, because
 * sealed servers read it.
 *
 * @param node the id of the process
 * @param time since when it leads, or when it announced that it lives, by its own clock
 * @param clockOffset by how much its clock is ahead of that of the store, if that is known
 */
record MemberRecord(String node, Member.Self self, Instant time, Optional<Duration> clockOffset) {

  private static final ObjectMapper JSON = new ObjectMapper();

  byte[] bytes() {
    ObjectNode json = JSON.createObjectNode();
    json.put("node", node);
    json.put("hostname", self.hostname());
    json.put("api_address", self.apiAddress());
    json.put("version", self.version());
    json.put("time", time.toEpochMilli());
    clockOffset.ifPresent(it -> json.put("clock_offset_ms", it.toMillis()));
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The record; empty when it is of another form, such as that of a later release. */
  static Optional<MemberRecord> of(byte[] bytes) {
    try {
      JsonNode json = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
      return Optional.of(
          new MemberRecord(
              json.path("node").asText(),
              new Member.Self(
                  json.path("hostname").asText(),
                  json.path("api_address").asText(),
                  json.path("version").asText()),
              Instant.ofEpochMilli(json.path("time").asLong()),
              Optional.of(json.path("clock_offset_ms"))
                  .filter(JsonNode::isNumber)
                  .map(it -> Duration.ofMillis(it.asLong()))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
