package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.AzureKeyVaultSealBlock;
import io.azimuth.bootstrap.config.AzureSignInBlock;
import io.azimuth.bootstrap.config.SealBlock;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.ExternalValues;
import java.util.Optional;

/**
 * Reads a {@code seal "azurekeyvault"} block. What the block does not set may be in the environment
 * variables that Vault knows.
 */
final class AzureKeyVaultSealReader {

  private final AzureSignInReader reader;
  private final BlockReader block;

  AzureKeyVaultSealReader(ExternalValues source, BlockReader block) {
    this.reader = new AzureSignInReader(source, block);
    this.block = block;
  }

  /** Reads the seal; empty if it has an error. */
  Optional<SealBlock> read() {
    AzureSignInBlock signIn = reader.read();
    reader.requireTenant(signIn);
    Optional<String> vault = reader.required("vault_name", "VAULT_AZUREKEYVAULT_VAULT_NAME");
    Optional<String> key = reader.required("key_name", "VAULT_AZUREKEYVAULT_KEY_NAME");
    Optional<String> resource = resource();
    block.finish();
    return vault.flatMap(
        name -> key.map(keyName -> new AzureKeyVaultSealBlock(signIn, name, keyName, resource)));
  }

  // Azure mounts read the audience of tokens from the same variable, which is an address.
  private Optional<String> resource() {
    return block.has("resource")
        ? block.text("resource")
        : reader
            .variable("AZURE_AD_RESOURCE")
            .filter(text -> text.startsWith("vault.") || text.startsWith("managedhsm."));
  }
}
