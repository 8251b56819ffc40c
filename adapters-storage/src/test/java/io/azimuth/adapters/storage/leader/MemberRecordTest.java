package io.azimuth.adapters.storage.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.leader.Member;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What servers of this and of other releases read of each other. */
class MemberRecordTest {

  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void whatIsAnnouncedIsRead() {
    MemberRecord record =
        new MemberRecord(
            "n1",
            new Member.Self("web-1", "https://azimuth.example:8200", "1.20.4", "0.1.0"),
            TIME,
            Optional.of(Duration.ofMillis(-3)));

    assertThat(MemberRecord.of(record.bytes())).contains(record);
  }

  @Test
  void serversThatDoNotNameTheirReleaseAreRead() {
    String older =
        "{\"node\":\"n1\",\"hostname\":\"web-1\",\"api_address\":\"\",\"version\":\"1.20.4\",\"time\":"
            + TIME.toEpochMilli()
            + "}";

    assertThat(read(older).orElseThrow().self())
        .isEqualTo(new Member.Self("web-1", "", "1.20.4", ""));
  }

  @Test
  void aRecordOfAnotherFormIsNone() {
    assertThat(read("{\"node\":\"n1\"}")).isEmpty();
    assertThat(read("nothing")).isEmpty();
  }

  private static Optional<MemberRecord> read(String json) {
    return MemberRecord.of(json.getBytes(StandardCharsets.UTF_8));
  }
}
