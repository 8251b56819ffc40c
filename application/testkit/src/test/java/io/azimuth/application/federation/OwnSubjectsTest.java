package io.azimuth.application.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.mount.PluginMountStore;
import io.azimuth.spi.federation.FederatedSubject;
import io.azimuth.spi.federation.FederatedSubjects;
import io.azimuth.spi.federation.PluginIdentityTokens;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.testkit.ScriptedMethod;
import io.azimuth.testkit.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnSubjectsTest {

  private static final FederatedSubject SUBJECT = new FederatedSubject("i", "s", List.of());

  private final TestServer server = new TestServer(new ScriptedMethod());

  @Test
  void tellsTheSubjectsOfOwnMountsAndIssuesNothing() {
    String root = server.initialize();
    TestServer.done(server.write(root, "sys/auth/app", Map.of("type", "scripted")));
    MountStore own = PluginMountStore.ofAuthMethod(server.store(), "scripted");
    MountStore others = PluginMountStore.ofAuthMethod(server.store(), "token");
    FederatedSubjects subjects = new OwnSubjects(uuid -> Optional.of(SUBJECT), own);

    assertThat(subjects.of(own.mounts().get(0).uuid())).contains(SUBJECT);
    assertThat(subjects.of(others.mounts().get(0).uuid())).isEmpty();
    assertThat(subjects).isNotInstanceOf(PluginIdentityTokens.class);
  }
}
