package io.azimuth.bootstrap.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.azimuth.bootstrap.client.Acknowledgements;
import io.azimuth.bootstrap.client.ClientJson;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FiguresDiagnosisTest {

  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private static List<Finding> of(String json) {
    Value.Obj summary = (Value.Obj) ClientJson.parse(json.replace('\'', '"')).orElseThrow();
    return new FiguresDiagnosis(summary, Acknowledgements.NONE, NOW).run();
  }

  private static Verdict ofGauge(String name, String label, Object value) {
    return of("{'Gauges':[{'Name':'%s','Value':%s,'Labels':%s}]}".formatted(name, value, label))
        .get(0)
        .verdict();
  }

  private static Verdict ofCertificate(Duration left) {
    return ofGauge(
        "azimuth_tls_certificate_expiry_timestamp_seconds",
        "{'listener':'127.0.0.1:8200'}",
        (double) NOW.plus(left).getEpochSecond());
  }

  @Test
  void certificateInUseIsJudgedByItsEnd() {
    assertThat(ofCertificate(Duration.ofDays(31))).isEqualTo(Verdict.OK);
    assertThat(ofCertificate(Duration.ofHours(20))).isEqualTo(Verdict.WARN);
    assertThat(ofCertificate(Duration.ofSeconds(-1))).isEqualTo(Verdict.FAIL);
  }

  @Test
  void littleRoomIsAWarningAndAlmostNoneAFailure() {
    for (String name : List.of("azimuth_store_free_bytes", "azimuth_audit_room_bytes")) {
      assertThat(
              Stream.of("6.0E8", "5.0e8", "67108863")
                  .map(bytes -> ofGauge(name, "{'device':'file/'}", bytes)))
          .containsExactly(Verdict.OK, Verdict.WARN, Verdict.FAIL);
    }
  }

  @Test
  void aRootTokenThatIsAliveIsAWarning() {
    String count =
        "{'Gauges':[{'Name':'vault_token_count_by_policy','Value':%s,'Labels':{'policy':'%s'}}]}";
    assertThat(of(count.formatted("2.0", "root")))
        .filteredOn(it -> it.verdict() == Verdict.WARN)
        .extracting(Finding::check, Finding::found)
        .containsExactly(
            tuple("root tokens", "2 alive, as they were counted last: each may do everything"));
    for (String none : List.of(count.formatted("0", "root"), count.formatted("1", "ops"))) {
      assertThat(of(none)).extracting(Finding::check).doesNotContain("root tokens");
    }
  }

  @Test
  void bytesAreToldWithTheDevice() {
    assertThat(
            of(
                "{'Gauges':[{'Name':'azimuth_audit_room_bytes','Value':3145728.0,"
                    + "'Labels':{'device':'file/'}}]}"))
        .contains(
            Finding.failure(
                "room of the audit device file/",
                "3 MiB free",
                "make room: without any, nothing can be written and requests are refused"));
  }

  @Test
  void clockThatIsWrongByMoreThanTheLeewayFails() {
    assertThat(ofGauge("azimuth_clock_offset_seconds", "{'source':'azure'}", -600.0))
        .isEqualTo(Verdict.FAIL);
    assertThat(ofGauge("azimuth_clock_offset_seconds", "{'source':'azure'}", 31.0))
        .isEqualTo(Verdict.WARN);
    assertThat(ofGauge("azimuth_clock_offset_seconds", "{'source':'database'}", 600.0))
        .isEqualTo(Verdict.WARN);
  }

  @Test
  void requestsWithoutTheCertificateOfTheirTokenAreNoted() {
    String counter =
        "{'Counters':[{'Name':'azimuth_token_refusals_total','Count':%s,"
            + "'Labels':{'reason':'binding_not_proved'}}]}";

    assertThat(of(counter.formatted("2.0")))
        .extracting(Finding::verdict, Finding::found)
        .contains(
            tuple(
                Verdict.NOTE,
                "2 requests since the server started came without the certificate of their token"));
    assertThat(of(counter.formatted("0.0")))
        .extracting(Finding::check)
        .containsOnly("clock of Azure");
  }
}
