package io.azimuth.azure.status;

import static io.azimuth.testkit.TestServer.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.config.RotatedMount;
import io.azimuth.azure.config.StoredText;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.metrics.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialExpiryMonitorTest {

  private static final String METRIC = "azimuth_azure_credential_expiry_timestamp_seconds";

  private final RotatedMount mount = new RotatedMount();

  @Test
  void eachNoticeIsRememberedWhenItsDayHasCome() {
    Instant end = rotated("1440h"); // 60 days

    at(end.minus(Duration.ofDays(30)).minusSeconds(60)); // the monitor checks once a minute
    assertThat(notice()).isEmpty();
    at(end.minus(Duration.ofDays(30)));
    assertThat(notice()).contains("MONTH");
    at(end.minus(Duration.ofDays(7)));
    assertThat(notice()).contains("WEEK");
    at(end.minus(Duration.ofDays(1)));
    assertThat(notice()).contains("DAY");
    at(end);
    assertThat(notice()).contains("ENDED");
  }

  @Test
  void anotherCredentialHasNoticesOfItsOwn() {
    at(rotated("1440h"));
    assertThat(notice()).contains("ENDED");

    Instant other = rotated("1440h");
    at(other.minus(Duration.ofDays(30)));
    assertThat(notice()).contains("MONTH");
  }

  @Test
  void noticeThatWasGivenIsNotWrittenAgain() {
    at(rotated("1440h").minus(Duration.ofDays(6)));
    Value.Obj told = stored().orElseThrow();

    at(mount.server.clock().instant().plus(Duration.ofDays(1)));
    assertThat(stored()).contains(told);
  }

  @Test
  void endIsMeasuredPerMountUntilTheMountIsGone() {
    Instant end = rotated("1440h");
    at(mount.server.clock().instant().plus(Duration.ofMinutes(1)));

    assertThat(measured())
        .containsExactly(
            Measurement.gauge(
                METRIC,
                "When the credential that a mount signs in to Azure with ends, in seconds since"
                    + " 1970.",
                Map.of("mount", "auth/azure/"),
                (double) end.getEpochSecond()));

    done(mount.server.delete(mount.root, "sys/auth/azure"));
    at(mount.server.clock().instant().plus(Duration.ofMinutes(10)));
    assertThat(measured()).isEmpty();
  }

  @Test
  void endThatNobodyKnowsIsNotMeasured() {
    at(mount.server.clock().instant().plus(Duration.ofMinutes(1)));

    assertThat(measured()).isEmpty();
    assertThat(notice()).isEmpty();
  }

  @Test
  void theEndOfAnOperatorsSecretIsAskedForOnceADay() {
    Instant end = mount.server.clock().instant().plus(Duration.ofDays(29));
    mount.graph.ends("key-operator", end);
    mount.work();

    at(mount.server.clock().instant().plus(SecretExpiryLookup.FIRST));
    assertThat(mount.graph.calls()).containsExactly("find");
    at(mount.server.clock().instant().plus(Duration.ofMinutes(1)));
    assertThat(notice()).contains("MONTH");
    assertThat(measured())
        .extracting(Measurement::value)
        .containsExactly((double) end.getEpochSecond());

    at(mount.server.clock().instant().plus(SecretExpiryLookup.AGAIN).minusSeconds(61));
    assertThat(mount.graph.calls()).hasSize(1);
    at(mount.server.clock().instant().plusSeconds(1));
    assertThat(mount.graph.calls()).containsExactly("find", "find");
  }

  @Test
  void theEndOfASecretOfOursIsKnown() {
    rotated("1440h");
    int calls = mount.graph.calls().size();
    mount.work();

    at(mount.server.clock().instant().plus(Duration.ofDays(2)));

    assertThat(mount.graph.calls()).hasSize(calls);
  }

  private Instant rotated(String ttl) {
    mount.configure(Map.of("root_password_ttl", ttl));
    done(mount.rotate());
    mount.settle(Duration.ofSeconds(75));
    return mount.settings().identity().own().orElseThrow().expires();
  }

  private void at(Instant moment) {
    mount.server.clock().advance(Duration.between(mount.server.clock().instant(), moment));
    mount.work();
  }

  private Optional<String> notice() {
    return stored().flatMap(it -> StoredText.find(it, "notice"));
  }

  private Optional<Value.Obj> stored() {
    return mount.server.store().begin().storage(mount.uuid()).get("expiry-notice");
  }

  private List<Measurement> measured() {
    return mount.server.metrics().numbers().stream()
        .filter(it -> it.name().equals(METRIC))
        .toList();
  }
}
