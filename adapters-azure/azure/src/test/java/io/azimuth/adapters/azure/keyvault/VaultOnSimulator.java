package io.azimuth.adapters.azure.keyvault;

import io.azimuth.adapters.azure.CountedCalls;
import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.adapters.azure.cloud.LabCloud;
import io.azimuth.adapters.azure.signin.SignInConfig;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.adapters.azure.transport.ProxyConfig;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.seal.Seal;
import io.azimuth.spi.trace.Tracing;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Seals in the vault of a simulated Azure. */
final class VaultOnSimulator implements AutoCloseable {

  static final String KEY = "azimuth-seal";
  static final String TENANT = "11111111-1111-1111-1111-111111111111";
  static final String PRINCIPAL = "bbbbbbbb-0000-4000-8000-000000000010";
  private static final String CLIENT = "aaaaaaaa-0000-4000-8000-000000000010";

  final CountedCalls counted = new CountedCalls();
  final AzureSimulator azure;
  private final CloudConfig cloud;

  VaultOnSimulator(Path directory) throws IOException {
    azure =
        AzureSimulator.start(
            AzureSimulatorConfig.forTests(Clock.systemUTC(), new SecureRandom())
                .writingTo(directory));
    // The identity of this machine may use the key.
    cloud =
        LabCloud.onMachine(
            azure.authorityUri(), directory.resolve("ca.pem"), azure.metadataUri("azimuth-1"));
  }

  /** A seal that has asked nothing yet. */
  Seal seal(String key) {
    return seal(
        key,
        new ServerCredential.ClientSecret(CLIENT, SecretText.of("lab-secret-of-azimuth-server")));
  }

  Seal seal(String key, ServerCredential credential) {
    return factory()
        .seal(
            new KeyVaultSealConfig(
                new SignInConfig("lab", TENANT, credential), "lab-vault", Optional.empty(), key));
  }

  KeyVaultSealFactory factory() {
    return new KeyVaultSealFactory(
        List.of(cloud), ProxyConfig.direct(), "1", Clock.systemUTC(), counted.calls, Tracing.NONE);
  }

  @Override
  public void close() {
    azure.close();
  }
}
