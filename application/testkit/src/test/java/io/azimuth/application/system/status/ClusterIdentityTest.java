package io.azimuth.application.system.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The id and the name of the cluster: one for each store, shown while it is open. */
class ClusterIdentityTest {

  private static final StoreFingerprint STORE = new StoreFingerprint("ab".repeat(32));

  private static Map<String, Value> shown(TestServer server, String path) {
    return ((Answer.Raw) server.read("", path)).body().members();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sys/health", "sys/seal-status"})
  void isShownWhileTheStoreIsOpen(String path) {
    TestServer server = new TestServer();
    assertThat(shown(server, path)).doesNotContainKeys("cluster_id", "cluster_name");

    server.initialize();
    ClusterIdentity made =
        ClusterIdentity.of(server.get(Barrier.class).fingerprint(), Optional.empty());
    assertThat(shown(server, path))
        .containsEntry("cluster_id", Value.of(made.id().toString()))
        .containsEntry("cluster_name", Value.of(made.name()));

    server.get(Barrier.class).seal();
    assertThat(shown(server, path)).doesNotContainKeys("cluster_id", "cluster_name");
  }

  @Test
  void twoStoresHaveTwoIdsAndOneStoreHasOne() {
    ClusterIdentity one = ClusterIdentity.of(STORE, Optional.empty());

    assertThat(ClusterIdentity.of(new StoreFingerprint("ab".repeat(32)), Optional.empty()))
        .isEqualTo(one);
    assertThat(ClusterIdentity.of(new StoreFingerprint("ac".repeat(32)), Optional.empty()).id())
        .isNotEqualTo(one.id());
    assertThat(one.name()).isEqualTo("azimuth-cluster-" + one.id().toString().substring(0, 8));
    assertThat(one.id().toString().replace("-", "")).doesNotContain("abab");
  }

  @Test
  void theConfiguredNameTakesThePlaceOfTheMadeOne() {
    assertThat(ClusterIdentity.of(STORE, Optional.of("prod west")).name()).isEqualTo("prod west");
  }
}
