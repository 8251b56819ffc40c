package io.azimuth.adapters.azure.keyvault;

import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.seal.Seal;
import io.azimuth.testkit.contract.SealContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class KeyVaultSealContractTest extends SealContract {

  private static final Map<SecretBytes, String> NAMES = new HashMap<>();

  @TempDir static Path directory;
  private static VaultOnSimulator vault;

  @BeforeAll
  static void start() throws IOException {
    vault = new VaultOnSimulator(directory);
  }

  @AfterAll
  static void stop() {
    vault.close();
  }

  @Override
  protected int rounds() {
    return 3;
  }

  @Override
  protected Seal seal(SecretBytes key) {
    return vault.seal(
        NAMES.computeIfAbsent(
            key,
            unknown -> {
              String name = "key-" + NAMES.size();
              vault.azure.keyVault().rotate(name);
              return name;
            }));
  }
}
