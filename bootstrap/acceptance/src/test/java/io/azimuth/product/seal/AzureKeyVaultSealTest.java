package io.azimuth.product.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.keyvault.KeyPermission;
import io.azimuth.bootstrap.server.StartupException;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose seal is a key of Key Vault. */
final class AzureKeyVaultSealTest {

  private static final String KEY = "azimuth-seal";
  private static final String PRINCIPAL = "bbbbbbbb-0000-4000-8000-000000000010";
  private static final Duration SOON = Duration.ofMinutes(1);

  private TestingServer server;
  private KeyHolders holders;

  @BeforeEach
  void start(@TempDir Path directory) {
    server =
        TestingServer.in(directory)
            .onMapDb()
            .openedByPeople()
            .maintainedOften()
            .config(SealStanzas.keyVault(KEY))
            .start();
    holders = new KeyHolders(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> initialise() {
    return KeyHolders.shares(
        server.initialise(Map.of("recovery_shares", 3, "recovery_threshold", 2)), "recovery_keys");
  }

  private JsonNode status() {
    return server.anonymous().get("sys/seal-status").body();
  }

  private boolean isOpen() {
    return !status().path("sealed").asBoolean(true);
  }

  private boolean isHealthy() {
    return server.anonymous().get("sys/seal-backend-status").body().path("healthy").asBoolean();
  }

  private void away() {
    server.azure().fault(SimulatedFault.of(SimulatorEndpoint.KEY_VAULT, FaultMode.DROP));
  }

  @Test
  void opensItselfAndServesHoldersOfRecoveryKeys() {
    List<String> shares = initialise();
    assertThat(status().path("type").asText()).isEqualTo("azurekeyvault");
    assertThat(status().path("recovery_seal").asBoolean()).isTrue();
    server.restart();
    assertThat(isOpen()).isTrue();

    Reply rekeyed = holders.rekey(shares.subList(0, 2), 1, 1);
    assertThat(rekeyed.body().path("complete").asBoolean()).isTrue();
    server.restart();
    assertThat(isOpen()).isTrue();

    String nonce = holders.begin("sys/generate-root/attempt", Map.of());
    assertThat(
            holders
                .handIn("sys/generate-root/update", nonce, shares.subList(1, 3))
                .body()
                .path("complete")
                .asBoolean())
        .isTrue();
    holders.seal();
    assertThat(holders.open(List.of(shares.get(0), "ef".repeat(32) + "07"))).isFalse();
    assertThat(holders.open(shares.subList(0, 2))).isTrue();
  }

  @Test
  @Tag("slow")
  void strangersCauseNoCallsWithTheirShares() {
    awaitFirstProbe();
    initialise();
    holders.seal();
    server.azure().reset();

    assertThat(holders.open(List.of("ab".repeat(32) + "07", "ef".repeat(32) + "08"))).isFalse();

    assertThat(server.azure().requestCounts()).containsEntry(SimulatorEndpoint.KEY_VAULT, 0L);
  }

  // The next one is five minutes later.
  private void awaitFirstProbe() {
    Waiting.until(
        SOON, () -> server.azure().requestCounts().get(SimulatorEndpoint.KEY_VAULT_UNWRAP) > 0);
  }

  @Test
  @Tag("slow")
  void aStartingServerWaitsForKeyVaultAndOpensByItself() {
    initialise();
    server.stop();
    away();

    server.start();

    assertThat(status().path("sealed").asBoolean()).isTrue();
    assertThat(status().path("azimuth_waiting_for").asText()).isEqualTo("seal_unavailable");
    Reply health = server.anonymous().get("sys/health");
    assertThat(health.status()).isEqualTo(503);
    assertThat(Reply.texts(health.body().path("azimuth_problems")))
        .containsExactly("seal_unavailable");
    JsonNode backend = server.anonymous().get("sys/seal-backend-status").body();
    assertThat(backend.path("healthy").asBoolean(true)).isFalse();
    assertThat(backend.path("unhealthy_since").asText()).isNotEmpty();
    assertThat(backend.path("backends").path(0).path("name").asText()).isEqualTo("azurekeyvault");
    assertThat(server.log())
        .contains("the server stays sealed and opens by itself when it can", "connection broke")
        .doesNotContain("\tat io.azimuth");
    server.azure().reset();
    Waiting.until(SOON, this::isOpen);
    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(200);
    assertThat(status().has("azimuth_waiting_for")).isFalse();
    Waiting.until(SOON, this::isHealthy);
  }

  @Test
  @Tag("slow")
  void saysWhichRightIsMissingAndOpensWhenItIsGiven() {
    initialise();
    server.stop();
    server.azure().keyVault().revoke(PRINCIPAL, KeyPermission.UNWRAP_KEY);

    server.start();

    assertThat(status().path("azimuth_waiting_for").asText()).isEqualTo("seal_refused");
    assertThat(server.log())
        .contains("it needs the action Microsoft.KeyVault/vaults/keys/unwrap/action");
    server.azure().keyVault().grant(PRINCIPAL, KeyPermission.UNWRAP_KEY);
    Waiting.until(SOON, this::isOpen);
  }

  @Test
  @Tag("slow")
  void aRunningServerGoesOnWithoutKeyVault() {
    List<String> shares = initialise();
    away();
    server.root().write("sys/rotate", Map.of()); // the key of the seal is tried after it

    Waiting.until(SOON, () -> !isHealthy());
    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(200);
    assertThat(server.anonymous().get("sys/health").status()).isEqualTo(200);
    assertThat(doctor()).contains("the connection broke");
    assertThat(server.root().get("sys/metrics?format=prometheus").text())
        .contains(
            "azimuth_seal_healthy{seal=\"azurekeyvault\"} 0",
            "azimuth_azure_calls_total{outcome=\"unavailable\",service=\"key_vault\"}");
    String nonce =
        holders.begin("sys/rekey/init", Map.of("secret_shares", 1, "secret_threshold", 1));
    Reply refused = holders.handIn("sys/rekey/update", nonce, shares.subList(0, 2));
    assertThat(refused.status()).isEqualTo(503);

    server.azure().reset();

    assertThat(
            holders
                .handIn("sys/rekey/update", nonce, shares.subList(0, 2))
                .body()
                .path("complete")
                .asBoolean())
        .isTrue();
    Waiting.until(SOON, this::isHealthy);
    assertThat(doctor()).contains("its key wraps and unwraps");
  }

  private String doctor() {
    CommandLineRun.End end =
        CommandLineRun.at(server, server.path("home"))
            .run("doctor", "--config", server.path("azimuth.hcl").toString());
    return end.out() + end.err();
  }

  @Test
  @Tag("slow")
  void wrapsTheRootKeyAgainWhenTheKeyHasANewVersion() {
    List<String> shares = initialise();
    String old = server.azure().keyVault().versions(KEY).get(0);
    server.azure().keyVault().rotate(KEY);

    server.root().write("sys/rotate", Map.of());
    Waiting.until(SOON, () -> server.log().contains("root key wrapped under the new seal key"));

    server.azure().keyVault().enable(KEY, old, false);
    server.restart();
    assertThat(isOpen()).isTrue();
    String nonce = holders.begin("sys/generate-root/attempt", Map.of());
    assertThat(
            holders
                .handIn("sys/generate-root/update", nonce, shares.subList(1, 3))
                .body()
                .path("complete")
                .asBoolean())
        .isTrue();
  }

  @Test
  @Tag("slow")
  void aVersionThatWrapsAndDoesNotUnwrapLocksNobodyOut() {
    initialise();
    String broken = server.azure().keyVault().rotate(KEY);
    server.azure().keyVault().permitUnwrapping(KEY, broken, false);

    server.restart();
    assertThat(isOpen()).isTrue();
    server.restart();
    assertThat(isOpen()).isTrue();

    assertThat(server.log())
        .contains("the root key stays wrapped as it is until later")
        .doesNotContain("root key wrapped under the new seal key");
    Waiting.until(SOON, () -> !isHealthy());
  }

  @Test
  @Tag("slow")
  void aStoreThatSomebodyElseMadeIsWarnedOfAndThePinRefusesIt() throws IOException {
    initialise();
    String ours = status().path("azimuth_store_fingerprint").asText();
    server.stop();
    Path file = server.path("azimuth.hcl");
    String plain =
        Files.readString(file)
            .replaceFirst("(?s)storage .watched. .*?}", "storage \"mapdb\" { path = \"data\" }");
    Files.writeString(file, plain);
    server.start();
    assertThat(status().path("azimuth_store_fingerprint").asText()).isEqualTo(ours);
    assertThat(server.log()).doesNotContain("is not the one that this machine opened last");
    assertThat(doctor()).contains("set expected_store to the Store Fingerprint");
    server.stop();
    Files.delete(server.path("data").resolve("store.db"));
    Files.delete(server.path("data").resolve("store.journal"));
    server.start();
    initialise();
    assertThat(server.log())
        .contains("is not the one that this machine opened last", "that one's was " + ours);
    server.stop();

    Files.writeString(
        file, plain.replace("key_name ", "expected_store = \"" + ours + "\"\n  key_name "));

    assertThatThrownBy(server::start)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("the store is not the expected one")
        .hasMessageContaining("expected_store is " + ours);
  }

  @Test
  @Tag("slow")
  void aKeyVaultThatHangsKeepsNoWorker() {
    server.azure().fault(SimulatedFault.of(SimulatorEndpoint.KEY_VAULT, FaultMode.HANG));
    List<CompletableFuture<Reply>> waiting =
        IntStream.range(0, 40)
            .mapToObj(number -> server.anonymous().sendLater("PUT", "sys/init", "{}"))
            .toList();

    assertThat(server.anonymous().get("sys/health").status()).isEqualTo(501);
    assertThat(waiting).anyMatch(answer -> !answer.isDone());

    server.azure().reset();
    assertThat(waiting.stream().map(CompletableFuture::join).map(Reply::status))
        .containsOnlyOnce(200)
        .allMatch(status -> status == 200 || status == 400 || status == 503);
  }

  @Test
  void initialisesNothingWhileKeyVaultIsAway() {
    away();

    Reply refused = server.anonymous().send("PUT", "sys/init", "{}");

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.errors())
        .containsExactly("the system that has the key of the seal cannot be reached");
    assertThat(status().path("initialized").asBoolean(true)).isFalse();
    server.azure().reset();
    initialise();
    assertThat(isOpen()).isTrue();
  }
}
