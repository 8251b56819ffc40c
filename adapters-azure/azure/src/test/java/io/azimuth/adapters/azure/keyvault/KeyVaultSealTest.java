package io.azimuth.adapters.azure.keyvault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.azure.OwnCertificates;
import io.azimuth.adapters.azure.signin.SignInConfig;
import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.keyvault.KeyPermission;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.seal.Seal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the seal says when Key Vault does not do what it should. */
@Timeout(60)
class KeyVaultSealTest {

  private static final byte[] ROOT_KEY =
      "the root key has thirty-two byte".getBytes(StandardCharsets.US_ASCII);

  @TempDir static Path directory;
  private static VaultOnSimulator vault;
  private Seal seal;

  @BeforeAll
  static void start() throws IOException {
    vault = new VaultOnSimulator(directory);
  }

  @AfterAll
  static void stop() {
    vault.close();
  }

  @BeforeEach
  void reset() {
    vault.azure.reset();
    seal = vault.seal(VaultOnSimulator.KEY);
  }

  @Test
  void wrapsByTheNewestVersionAndUnwrapsByTheOneThatWrapped() {
    byte[] wrapped = seal.wrap(ROOT_KEY);
    vault.azure.keyVault().rotate(VaultOnSimulator.KEY);

    assertThat(seal.rewrapDue(wrapped)).isTrue();
    assertThat(seal.unwrap(wrapped)).isEqualTo(ROOT_KEY);
    byte[] anew = seal.wrap(ROOT_KEY);
    assertThat(seal.rewrapDue(anew)).isFalse();
    assertThat(seal.unwrap(anew)).isEqualTo(ROOT_KEY);
    assertThat(seal.hasPublicKey()).isTrue();
  }

  @Test
  void unwrappingNeedsOneCall() {
    byte[] wrapped = seal.wrap(ROOT_KEY);
    vault.azure.reset();

    assertThat(vault.seal(VaultOnSimulator.KEY).unwrap(wrapped)).isEqualTo(ROOT_KEY);

    assertThat(vault.counted.of("key_vault", "ok")).isPositive();
    assertThat(vault.azure.requestCounts())
        .containsEntry(SimulatorEndpoint.KEY_VAULT, 1L)
        .containsEntry(SimulatorEndpoint.TOKEN, 1L);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, get, keys/read, get",
    "WRAP_KEY, wrapKey, keys/wrap/action, wrapKey",
    "UNWRAP_KEY, unwrapKey, keys/unwrap/action, unwrapKey"
  })
  void namesTheMissingRight(
      KeyPermission permission, String operation, String action, String policy) {
    byte[] wrapped = seal.wrap(ROOT_KEY);
    vault.azure.keyVault().revoke(VaultOnSimulator.PRINCIPAL, permission);

    assertRefused(
        () -> {
          seal.wrap(ROOT_KEY);
          seal.unwrap(wrapped);
        },
        "the server's identity may not " + operation + " with the key azimuth-seal of",
        "Microsoft.KeyVault/vaults/" + action,
        "or " + policy + " in the access policy",
        "403 Forbidden ForbiddenByRbac");
    assertThat(vault.counted.of("key_vault", "forbidden")).isPositive();
  }

  @Test
  void namesAKeyThatIsMissingOrDeleted() {
    byte[] wrapped = seal.wrap(ROOT_KEY);
    vault.azure.keyVault().delete(VaultOnSimulator.KEY);

    assertRefused(() -> seal.unwrap(wrapped), "the key azimuth-seal of", "does not exist");
    assertRefused(() -> vault.seal("other").wrap(ROOT_KEY), "the key other of", "does not exist");
    assertThat(vault.counted.of("key_vault", "absent")).isEqualTo(2);
    vault.azure.keyVault().recover(VaultOnSimulator.KEY);
    assertThat(seal.unwrap(wrapped)).isEqualTo(ROOT_KEY);
  }

  @Test
  void saysThatAVersionIsDisabled() {
    byte[] wrapped = seal.wrap(ROOT_KEY);
    String newest =
        vault.azure.keyVault().versions(VaultOnSimulator.KEY).stream()
            .reduce((one, other) -> other)
            .orElseThrow();
    vault.azure.keyVault().enable(VaultOnSimulator.KEY, newest, false);

    assertRefused(() -> seal.wrap(ROOT_KEY), "the newest version of the key", "is disabled");
    assertRefused(() -> seal.unwrap(wrapped), "is disabled, or not valid at this time");
  }

  @Test
  void saysThatTheCredentialIsRefused() {
    Seal wrong =
        vault.seal(
            VaultOnSimulator.KEY,
            new ServerCredential.ClientSecret(
                "aaaaaaaa-0000-4000-8000-000000000010", SecretText.of("wrong")));

    assertRefused(() -> wrong.wrap(ROOT_KEY), "the seal's credential", "AADSTS7000215");
  }

  @Test
  void certificatesTokenFilesAndManagedIdentitiesSignInAsForTheAzureMethod() {
    assertRefused(
        () ->
            vault
                .seal(
                    VaultOnSimulator.KEY,
                    new ServerCredential.ClientCertificate(
                        "aaaaaaaa-0000-4000-8000-000000000010",
                        SecretText.of(OwnCertificates.pem(Instant.parse("2099-01-01T00:00:00Z")))))
                .wrap(ROOT_KEY),
        "the seal's credential",
        "AADSTS700027");
    Seal podded =
        vault.seal(
            VaultOnSimulator.KEY,
            new ServerCredential.TokenFile(
                "aaaaaaaa-0000-4000-8000-000000000014",
                directory.resolve("pods/azimuth-federated.token")));
    assertThat(podded.unwrap(podded.wrap(ROOT_KEY))).isEqualTo(ROOT_KEY);
    Seal managed =
        vault.seal(VaultOnSimulator.KEY, new ServerCredential.ManagedIdentity(Optional.empty()));
    assertThat(managed.unwrap(managed.wrap(ROOT_KEY))).isEqualTo(ROOT_KEY);
  }

  @Test
  void obeysAThrottleThatEndsInTime() {
    vault.azure.fault(
        SimulatedFault.status(SimulatorEndpoint.KEY_VAULT, 429).retryAfter(1).times(1));

    assertThat(seal.unwrap(seal.wrap(ROOT_KEY))).isEqualTo(ROOT_KEY);
  }

  @Test
  void isAwayWhileKeyVaultIs() {
    vault.azure.fault(SimulatedFault.status(SimulatorEndpoint.KEY_VAULT, 429).retryAfter(60));
    assertAway(() -> seal.wrap(ROOT_KEY), "throttled for 60 s");
    assertThat(vault.counted.of("key_vault", "throttled")).isEqualTo(1);
    assertThat(vault.counted.retryAfter("key_vault")).isBetween(40.0, 60.0);

    vault.azure.fault(SimulatedFault.of(SimulatorEndpoint.KEY_VAULT, FaultMode.OUTAGE));
    assertAway(() -> seal.wrap(ROOT_KEY), "503");

    vault.azure.fault(SimulatedFault.of(SimulatorEndpoint.KEY_VAULT, FaultMode.DROP));
    assertAway(() -> seal.wrap(ROOT_KEY), "connection");
    assertThat(vault.counted.of("key_vault", "unavailable")).isGreaterThanOrEqualTo(2);

    vault.azure.reset();
    assertThat(seal.unwrap(seal.wrap(ROOT_KEY))).isEqualTo(ROOT_KEY);
  }

  @Test
  void anotherKeyNameIsAnotherSeal() {
    vault.azure.keyVault().rotate("second");
    byte[] wrapped = seal.wrap(ROOT_KEY);
    Seal second = vault.seal("second");

    assertThat(second.isOwn(wrapped)).isFalse();
    assertThatThrownBy(() -> second.unwrap(wrapped))
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(ErrorCode.SEAL_UNUSABLE);
              assertThat(fault.detail())
                  .contains("wrapped by the key azimuth-seal of", "names the key second of");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "moon, lab-vault, , azimuth-seal, environment: there is no cloud of that name",
    "lab, lab_vault, , azimuth-seal, 'vault_name: must be letters, digits and single hyphens, or the host of a vault'",
    "lab, lab-vault, https://x, azimuth-seal, resource: must be a domain such as vault.azure.net",
    "lab, lab-vault, , a/b, 'key_name: must be letters, digits and hyphens'",
  })
  void refusesNamesThatCannotBe(
      String cloud, String name, String domain, String key, String problem) {
    KeyVaultSealConfig config =
        new KeyVaultSealConfig(
            new SignInConfig(
                cloud,
                VaultOnSimulator.TENANT,
                new ServerCredential.ManagedIdentity(Optional.empty())),
            name,
            Optional.ofNullable(domain),
            key);

    assertThatThrownBy(() -> vault.factory().seal(config))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage(problem);
  }

  private static void assertRefused(ThrowingCallable call, String... parts) {
    assertFault(call, ErrorCode.SEAL_REFUSED, parts);
  }

  private static void assertAway(ThrowingCallable call, String... parts) {
    assertFault(call, ErrorCode.SEAL_UNAVAILABLE, parts);
  }

  private static void assertFault(ThrowingCallable call, ErrorCode code, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(code);
              assertThat(fault.detail()).contains(parts);
            });
  }
}
