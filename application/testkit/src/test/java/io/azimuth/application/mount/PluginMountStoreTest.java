package io.azimuth.application.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.testkit.ScriptedMethod;
import io.azimuth.testkit.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PluginMountStoreTest {

  private final TestServer server = new TestServer(new ScriptedMethod());
  private final MountStore store;
  private final String uuid;

  PluginMountStoreTest() {
    String root = server.initialize();
    TestServer.done(server.write(root, "sys/auth/app", Map.of("type", "scripted")));
    store = PluginMountStore.ofAuthMethod(server.store(), "scripted");
    uuid = store.mounts().get(0).uuid();
  }

  @Test
  void aPluginCommitsWhatItBegan() {
    MountTransaction own = store.begin(uuid);
    own.storage().put("x", Value.Obj.EMPTY);

    assertThat(store.commit(own).toCompletableFuture().join()).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(store.begin(uuid).storage().get("x")).isPresent();
  }

  @Test
  void noPluginCommitsTheTransactionOfARequestOrOfAnotherPlugin() {
    MountTransaction ofRequest = MountTransactions.of(server.store().begin(), uuid);
    MountTransaction ofOther =
        PluginMountStore.ofAuthMethod(server.store(), "scripted").begin(uuid);

    assertThatThrownBy(() -> store.commit(ofRequest)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.commit(ofOther)).isInstanceOf(IllegalArgumentException.class);
  }
}
