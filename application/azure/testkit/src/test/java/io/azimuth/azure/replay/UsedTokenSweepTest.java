package io.azimuth.azure.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.mount.PluginMountStore;
import io.azimuth.azure.AzureAuthMethod;
import io.azimuth.domain.azure.login.TokenUse;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountSweep;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.testkit.TestServer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsedTokenSweepTest {

  private static final Instant EXPIRY = TestServer.START;
  private static final Instant OVER = EXPIRY.plus(UsedTokenRecordName.KEPT).plusMillis(1);
  private static final TokenUse USE = new TokenUse(EXPIRY, "ci", "request-1");

  private final TestServer server = new TestServer();
  private final MountStore store =
      PluginMountStore.ofAuthMethod(server.store(), AzureAuthMethod.TYPE);
  private final MountSweep sweep = UsedTokens.sweep(store);
  private String mount = "";

  @BeforeEach
  void enable() {
    String root = server.initialize();
    TestServer.done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    mount =
        server.get(MountTables.class).of(server.store().begin()).mounts().stream()
            .filter(it -> it.type().equals("azure"))
            .map(Mount::uuid)
            .findFirst()
            .orElseThrow();
  }

  @Test
  void forgetsALimitedNumberAtOnceAndGoesOnWithoutAPause() {
    add(
        IntStream.range(0, UsedTokens.AT_ONCE + 1)
            .mapToObj(i -> UsedTokenRecordName.of(EXPIRY, String.format(Locale.ROOT, "%064x", i))));

    run(OVER);
    assertThat(left()).hasSize(1);
    run(OVER);
    assertThat(left()).isEmpty();
  }

  @Test
  void leavesWhatAServerMayStillAccept() {
    UsedTokenRecordName later = UsedTokenRecordName.of(EXPIRY.plusSeconds(1), "a");
    add(Stream.of(UsedTokenRecordName.of(EXPIRY, "b"), later));

    run(OVER.minusMillis(1));
    assertThat(left()).as("both are kept").hasSize(2);
    run(OVER);
    assertThat(left()).as("not before the pause is over").hasSize(2);
    sweep.forget(mount);
    run(OVER);

    assertThat(left()).containsExactly(later);
  }

  @Test
  void findsAPlaceOfAnyExpiry() {
    List<UsedTokenRecordName> strange =
        Stream.of(Instant.MAX, Instant.MIN, EXPIRY)
            .map(expires -> UsedTokenRecordName.of(expires, "a"))
            .toList();
    add(strange.stream());

    assertThat(left()).containsExactly(strange.get(1), strange.get(2), strange.get(0));
    assertThat(strange.get(0).isOver(OVER)).isFalse();
    assertThat(UsedTokens.find(store.begin(mount).storage(), strange.get(2))).contains(USE);
  }

  private void add(Stream<UsedTokenRecordName> places) {
    MountTransaction work = store.begin(mount);
    places.forEach(place -> UsedTokens.add(work.storage(), place, USE));
    var unused = store.commit(work);
    server.store().awaitCommits();
  }

  private void run(Instant now) {
    sweep.run(mount, now);
    server.store().awaitCommits();
  }

  private List<UsedTokenRecordName> left() {
    return UsedTokens.first(store.begin(mount).storage(), UsedTokens.AT_ONCE * 2);
  }
}
