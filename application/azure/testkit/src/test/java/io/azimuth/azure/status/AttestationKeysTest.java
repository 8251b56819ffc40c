package io.azimuth.azure.status;

import static io.azimuth.testkit.TestServer.data;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.config.Configured;
import io.azimuth.azure.config.RotatedMount;
import io.azimuth.azure.login.verify.KeyPrefetch;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.FetchHistory;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a status says of the keys that sign attestations, and when they are fetched. */
class AttestationKeysTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final String EAST = "https://east.attest.azure.net";
  private static final String WEST = "https://west.attest.azure.net";

  private final RotatedMount mount = new RotatedMount();

  @BeforeEach
  void watch() {
    mount.server.verifier().watch(EAST + "/certs", it -> it.succeeded(NOON, Duration.ofMillis(5)));
    mount.server.verifier().watch(WEST + "/certs", it -> it.failed(NOON, "no answer"));
    mount.configure(Map.of("attestation_issuers", EAST + "," + WEST));
  }

  private Map<String, Value> status(boolean probe) {
    Map<String, Object> query = probe ? Map.of("probe", "true") : Map.of();
    return data(mount.server.read(mount.root, "auth/azure/config/status", query));
  }

  private static Map<String, Value> part(Map<String, Value> status, String issuer) {
    Value.Obj all = (Value.Obj) status.get("attestation_keys");
    return ((Value.Obj) all.get(issuer).orElseThrow()).members();
  }

  @Test
  void eachInstanceIsThereBeforeItsKeysWereFetched() {
    assertThat(part(status(false), EAST)).containsEntry("ok", Value.NULL);
    assertThat(part(status(false), WEST)).containsEntry("ok", Value.NULL);
  }

  @Test
  void aProbeFetchesTheKeysAndAdvisesOnThoseThatFailed() {
    Map<String, Value> probed = status(true);

    assertThat(part(probed, EAST))
        .containsEntry("ok", Value.of(true))
        .containsEntry("latency_ms", Value.of(5L))
        .containsEntry("last_success", Value.of(NOON.toString()));
    assertThat(part(probed, WEST))
        .containsEntry("ok", Value.of(false))
        .containsEntry("last_error", Value.of("no answer"));
    assertThat(((Value.Items) probed.get("advice")).values())
        .contains(
            Value.of(
                "the last fetch of the keys of "
                    + WEST
                    + ", of attestation_issuers, failed: no answer"));
  }

  @Test
  void aMountWithoutInstancesHasNoneInItsStatus() {
    mount.configure(Map.of("attestation_issuers", ""));

    assertThat(status(true)).doesNotContainKey("attestation_keys");
  }

  @Test
  void aStartFetchesThemOnceAndIsNotStoppedByThoseThatFail() {
    mount.server.verifier().watch(EAST + "/certs", AttestationKeysTest::later);
    KeyPrefetch prefetch = new KeyPrefetch(mount.server.cloud(), mount.server.verifier());
    for (int i = 0; i < 2; i++) {
      assertThat(
              prefetch
                  .begin(
                      Configured.with(
                          Values.of(
                              Map.of(
                                  "tenant_id",
                                  FakeCloud.TENANT,
                                  "environment",
                                  "AzurePublicCloud",
                                  "attestation_issuers",
                                  EAST + "," + WEST))),
                      Deadline.of(Duration.ofSeconds(3)))
                  .join())
          .isTrue();
    }

    assertThat(part(status(false), EAST)).containsEntry("last_success", Value.of(NOON.toString()));
    assertThat(part(status(false), WEST)).containsEntry("last_error", Value.of("no answer"));
  }

  /** A second fetch would move the time. */
  private static FetchHistory later(FetchHistory before) {
    Instant at = before.lastSuccess().map(it -> it.plusSeconds(1)).orElse(NOON);
    return before.succeeded(at, Duration.ofMillis(5));
  }
}
