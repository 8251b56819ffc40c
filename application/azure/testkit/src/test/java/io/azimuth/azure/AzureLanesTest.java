package io.azimuth.azure;

import static io.azimuth.testkit.TestServer.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.mount.PluginMountStore;
import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.token.issued.MethodTokens;
import io.azimuth.azure.config.RotatedMount;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.expression.ExpressionLanguage;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.FakeCron;
import io.azimuth.testkit.fake.FakeGraph;
import io.azimuth.testkit.fake.SequentialSecrets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An Azure that hangs blocks only few of the threads for logins, with any number of mounts. */
class AzureLanesTest {

  private static final int MOUNTS = 24;

  private final RotatedMount mount = new RotatedMount();
  private final Deque<Runnable> threads = new ArrayDeque<>();

  @Test
  void rotationsOfManyMountsShareFewThreads() {
    for (int i = 0; i < MOUNTS; i++) {
      enable("many" + i, Map.of());
      done(mount.server.write(mount.root, "auth/many" + i + "/rotate-root", Map.of()));
    }

    maintainAll();

    assertThat(threads).hasSize(16);
  }

  @Test
  void timetablesOfManyMountsShareTheSameThreads() {
    for (int i = 0; i < MOUNTS; i++) {
      enable("many" + i, Map.of("rotation_period", "24h"));
    }

    mount.server.clock().advance(Duration.ofDays(2));
    maintainAll();

    assertThat(threads).hasSize(16);
  }

  private void maintainAll() {
    AuthMethod other =
        new AzureAuthMethodFactory()
            .create(
                TestServer.NO_SETTINGS,
                new AuthMethodContext(
                    new PluginContext(
                        mount.server.clock(), LoggerFactory.getLogger(AzureLanesTest.class)),
                    mount.server.cloud(),
                    mount.server.verifier(),
                    SystemLifetimes.STANDARD,
                    threads::add,
                    PluginMountStore.ofAuthMethod(mount.server.store(), "azure"),
                    new SequentialSecrets(),
                    new FakeCron(),
                    ExpressionLanguage.NONE,
                    uuid -> Optional.empty(),
                    mount.server.metrics(),
                    name -> Optional.empty(),
                    mount.server.web(),
                    mount.server.verifier(),
                    mount.server.pod(),
                    mount.server.get(MethodTokens.class).of("azure")));
    UnitOfWork work = mount.server.store().begin();
    work.mounts().all().stream()
        .filter(it -> it.type().equals("azure"))
        .forEach(
            it ->
                other.maintain(it, MountTransactions.of(mount.server.store().begin(), it.uuid())));
  }

  private void enable(String name, Map<String, ?> more) {
    done(mount.server.write(mount.root, "sys/auth/" + name, Map.of("type", "azure")));
    Map<String, Object> all = new HashMap<>(more);
    all.put("tenant_id", FakeCloud.TENANT);
    all.put("resource", "https://vault.example");
    all.put("client_id", FakeGraph.CLIENT_ID);
    all.put("client_secret", FakeGraph.OPERATORS);
    done(mount.server.write(mount.root, "auth/" + name + "/config", all));
  }
}
