package io.azimuth.product.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moving a store from one seal to another. */
@Tag("slow")
final class SealMigrationTest {

  private static final String DISABLED = "disabled = \"true\"";
  private static final Duration SOON = Duration.ofSeconds(60);

  // Longer than a call to Key Vault may take, so that the Azure SDK does not repeat it.
  private static final int LONG = 60;

  private final StandingClock clock = StandingClock.standing();
  private TestingServer server;
  private KeyHolders holders;
  private SealStanzas stanzas;
  private String token = "";

  @BeforeEach
  void start(@TempDir Path directory) {
    server =
        TestingServer.in(directory)
            .onMapDb()
            .openedByPeople()
            .clock(clock)
            .maintainedOften()
            .start();
    holders = new KeyHolders(server);
    stanzas = new SealStanzas(server);
    server.azure().keyVault().rotate("second");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> initialise() {
    List<String> shares = holders.initialise(3, 2);
    assertThat(holders.open(shares.subList(0, 2))).isTrue();
    token = server.root().write("auth/token/create", Map.of("policies", "default")).clientToken();
    return shares;
  }

  private JsonNode status() {
    return server.anonymous().get("sys/seal-status").body();
  }

  private boolean isOpen() {
    return !status().path("sealed").asBoolean(true);
  }

  // The server tries the key again after pauses of seconds.
  private void awaitOpen() {
    Waiting.until(
        SOON,
        () -> {
          clock.advance(Duration.ofSeconds(1));
          return isOpen();
        });
  }

  private void restartWith(String... blocks) {
    server.stop();
    stanzas.write(blocks);
    server.start();
  }

  private Reply migrate(List<String> shares) {
    Reply last = null;
    for (String share : shares) {
      last =
          server
              .anonymous()
              .post("sys/unseal", Map.of("key", share, "migrate", true, "reset", false));
    }
    return last;
  }

  private void assertPending() {
    JsonNode status = status();
    assertThat(status.path("migration").asBoolean()).isTrue();
    assertThat(status.path("sealed").asBoolean()).isTrue();
    assertThat(status.path("t").asInt()).isEqualTo(2);
    assertThat(status.path("n").asInt()).isEqualTo(3);
  }

  private void assertMoved(String type) {
    JsonNode status = status();
    assertThat(status.path("sealed").asBoolean(true)).isFalse();
    assertThat(status.path("migration").asBoolean(true)).isFalse();
    assertThat(status.path("type").asText()).isEqualTo(type);
    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(200);
  }

  /** Through all kinds, with the same shares, which are key shares and recovery keys by turns. */
  @Test
  void theSameSharesMoveItFromEachKindToEachOther() {
    List<String> shares = initialise();
    String fixed = stanzas.fixed("one");
    String vault = SealStanzas.keyVault("azimuth-seal");

    move(shares, "static", fixed); // from Shamir
    move(shares, "azurekeyvault", vault, stanzas.fixed("one", DISABLED));
    move(
        shares,
        "azurekeyvault",
        SealStanzas.keyVault("second"),
        SealStanzas.keyVault("azimuth-seal", DISABLED));
    move(shares, "shamir", SealStanzas.keyVault("second", DISABLED));
    move(shares, "azurekeyvault", vault);
    move(shares, "static", fixed, SealStanzas.keyVault("azimuth-seal", DISABLED));
    move(shares, "shamir", stanzas.fixed("one", DISABLED));

    restartWith();
    assertThat(holders.open(shares.subList(0, 2))).isTrue();
    assertMoved("shamir");
  }

  @Test
  void theSameSharesMoveItToKeyVaultAndBackAndWhatTheConfigurationDoesNotOpenIsSaid() {
    List<String> shares = initialise();

    move(shares, "azurekeyvault", SealStanzas.keyVault("azimuth-seal"));
    move(shares, "shamir", SealStanzas.keyVault("azimuth-seal", DISABLED));

    whatTheConfigurationDoesNotOpenIsSaid(shares);
  }

  private void move(List<String> shares, String to, String... blocks) {
    restartWith(blocks);
    assertPending();
    assertThat(migrate(List.of(shares.get(0), "ab".repeat(32) + "07")).errors())
        .containsExactly("unseal failed, invalid key");
    assertPending();
    assertThat(holders.unseal(shares.subList(0, 1)).status()).isEqualTo(400);

    assertThat(migrate(shares.subList(1, 3)).status()).isEqualTo(200);

    assertMoved(to);
    server.restart(); // with the disabled block still there
    if (to.equals("shamir")) {
      assertThat(holders.open(shares.subList(0, 2))).isTrue();
    }
    assertMoved(to);
    String nonce = holders.begin("sys/generate-root/attempt", Map.of());
    assertThat(
            holders
                .handIn("sys/generate-root/update", nonce, shares.subList(0, 2))
                .body()
                .path("complete")
                .asBoolean())
        .isTrue();
  }

  private void whatTheConfigurationDoesNotOpenIsSaid(List<String> shares) {
    restartWith(stanzas.fixed("one"));
    CommandLineRun person = CommandLineRun.at(server, server.path("home"));
    CommandLineRun.End first = person.run("operator", "unseal", "-migrate", shares.get(0));
    assertThat(first.exit()).isZero();
    assertThat(first.out().lines())
        .anyMatch(line -> line.matches("Seal Migration in Progress +true"))
        .anyMatch(line -> line.matches("Unseal Progress +1/2"));
    assertThat(person.run("operator", "unseal", "-migrate", shares.get(1)).exit()).isZero();
    server.stop();

    stanzas.write();
    assertThatThrownBy(() -> server.start())
        .hasMessage(
            "the store is sealed by static, configured is shamir; to move it to shamir, configure"
                + " static, too, with disabled = \"true\"");

    stanzas.write(stanzas.fixed("one"));
    server.start();
    assertMoved("static");
    restartWith(stanzas.fixed("two", DISABLED), stanzas.fixed("one"));
    assertMoved("static");
    assertThat(server.log())
        .contains("the store has the seal static: the disabled one can be left");
  }

  @Test
  void withoutSharesNobodyMovesIt() {
    restartWith(stanzas.fixed("one"));
    server.initialise(Map.of());
    restartWith(stanzas.fixed("one", DISABLED));

    assertThat(migrate(List.of("ab".repeat(33))).errors())
        .containsExactly(
            "there are no recovery keys: nobody could move this store to another seal");
    restartWith(stanzas.fixed("one"));
    assertThat(isOpen()).isTrue();
  }

  /**
   * Key Vault goes away before each request of each step, and after the request took effect. That a
   * broken connection means the same is shown where the seal is tested.
   */
  @Test
  void opensHoweverKeyVaultGoesAway() {
    List<String> shares = initialise();
    String vault = SealStanzas.keyVault("azimuth-seal");
    for (FaultMode mode : List.of(FaultMode.STATUS, FaultMode.STATUS_AFTER)) {
      movedWithout(mode, shares, "azurekeyvault", vault);
      startedWithout(mode);
      wrappedAgainWithout(mode);
      movedWithout(
          mode,
          shares,
          "azurekeyvault",
          SealStanzas.keyVault("second"),
          SealStanzas.keyVault("azimuth-seal", DISABLED));
      movedWithout(mode, shares, "shamir", SealStanzas.keyVault("second", DISABLED));
    }
  }

  private void awayAfter(FaultMode mode, int requests) {
    server
        .azure()
        .fault(
            SimulatedFault.of(SimulatorEndpoint.KEY_VAULT, mode).retryAfter(LONG).after(requests));
  }

  private void movedWithout(FaultMode mode, List<String> shares, String to, String... blocks) {
    for (int before = 0; ; before++) {
      restartWith(blocks);
      server.azure().reset();
      awayAfter(mode, before);
      Reply last = migrate(shares.subList(0, 2));
      server.azure().reset();
      if (last.status() == 200) {
        break;
      }
      assertThat(last.status()).isEqualTo(503);
      assertPending(); // nothing has changed: the next round begins with the same store
    }
    assertMoved(to);
    server.restart();
    if (to.equals("shamir")) {
      assertThat(holders.open(shares.subList(0, 2))).isTrue();
    }
    assertMoved(to);
  }

  private void startedWithout(FaultMode mode) {
    for (int before = 0; before < 3; before++) {
      server.stop();
      server.azure().reset();
      awayAfter(mode, before);
      server.start();
      server.azure().reset();
      awaitOpen();
      assertMoved("azurekeyvault");
    }
  }

  private void wrappedAgainWithout(FaultMode mode) {
    for (int before = 0; before < 4; before++) {
      server.azure().keyVault().rotate("azimuth-seal");
      server.stop();
      server.azure().reset();
      awayAfter(mode, before);
      server.start();
      server.azure().reset();
      awaitOpen();
      server.restart();
      awaitOpen();
      assertMoved("azurekeyvault");
    }
  }
}
