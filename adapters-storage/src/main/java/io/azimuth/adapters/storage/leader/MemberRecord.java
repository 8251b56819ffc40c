package io.azimuth.adapters.storage.leader;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.adapters.storage.json.UnreadableException;
import io.azimuth.adapters.storage.json.ValueJson;
import io.azimuth.application.port.leader.Member;
import io.azimuth.spi.api.Value;
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

  byte[] bytes() {
    Value.Builder json =
        Value.Obj.builder()
            .put("node", node)
            .put("hostname", self.hostname())
            .put("api_address", self.apiAddress())
            .put("version", self.version())
            .put("release", self.release())
            .put("time", time.toEpochMilli());
    clockOffset.ifPresent(it -> json.put("clock_offset_ms", it.toMillis()));
    return ValueJson.write(json.build());
  }

  /** The record; empty when it is of another form, such as that of a later release. */
  static Optional<MemberRecord> of(byte[] bytes) {
    try {
      StrictObject json = new StrictObject(ValueJson.read(bytes));
      return Optional.of(
          new MemberRecord(
              json.text("node"),
              new Member.Self(
                  json.text("hostname"),
                  json.text("api_address"),
                  json.text("version"),
                  json.optionalText("release").orElse("")),
              Instant.ofEpochMilli(json.number("time")),
              json.optionalNumber("clock_offset_ms").map(Duration::ofMillis)));
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }
}
