package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.AzureKeyVaultSealBlock;
import io.azimuth.bootstrap.config.SealBlock;
import io.azimuth.domain.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads a {@code seal "azurekeyvault"} block. What the block does not set may be in the environment
 * variables that Vault knows.
 */
final class AzureKeyVaultSealReader {

  private static final String PUBLIC_CLOUD = "AzurePublicCloud";
  private static final List<String> CREDENTIALS =
      List.of("client_secret", "client_certificate_path", "federated_token_file");

  private final ExternalValues source;
  private final BlockReader block;

  AzureKeyVaultSealReader(ExternalValues source, BlockReader block) {
    this.source = source;
    this.block = block;
  }

  /** Reads the seal; empty if it has an error. */
  Optional<SealBlock> read() {
    Optional<String> tenant = required("tenant_id", "AZURE_TENANT_ID");
    Optional<String> vault = required("vault_name", "VAULT_AZUREKEYVAULT_VAULT_NAME");
    Optional<String> key = required("key_name", "VAULT_AZUREKEYVAULT_KEY_NAME");
    String environment = text("environment", "AZURE_ENVIRONMENT").orElse(PUBLIC_CLOUD);
    Optional<String> resource = resource();
    AzureKeyVaultSealBlock.Credential credential = credential();
    block.finish();
    if (credential.clientId().isEmpty()
        && (credential.secret().isPresent()
            || credential.certificate().isPresent()
            || credential.tokenFile().isPresent())) {
      block.missing("client_id", "the " + credential.kind() + " needs it");
    }
    return tenant.flatMap(
        id ->
            vault.flatMap(
                name ->
                    key.map(
                        keyName ->
                            new AzureKeyVaultSealBlock(
                                environment, id, name, keyName, resource, credential))));
  }

  private AzureKeyVaultSealBlock.Credential credential() {
    return new AzureKeyVaultSealBlock.Credential(
        text("client_id", "AZURE_CLIENT_ID"), secret(), certificate(), tokenFile());
  }

  private Optional<String> required(String key, String variable) {
    Optional<String> value = text(key, variable);
    if (value.isEmpty() && !block.has(key)) {
      block.missing(key, "set it, or the environment variable " + variable);
    }
    return value;
  }

  private Optional<String> text(String key, String variable) {
    Optional<String> written = block.text(key).flatMap(text -> resolved(key, text));
    Optional<String> variableSays = variable(variable);
    if (written.isPresent() && variableSays.filter(it -> !it.equals(written.get())).isPresent()) {
      block.warning(key, "is used; the environment variable " + variable + " differs");
    }
    return block.has(key) ? written : variableSays;
  }

  private Optional<String> variable(String name) {
    return source.environment().get(name).filter(text -> !text.isBlank());
  }

  // Azure mounts read the audience of tokens from the same variable, which is an address.
  private Optional<String> resource() {
    return block.has("resource")
        ? block.text("resource")
        : variable("AZURE_AD_RESOURCE")
            .filter(text -> text.startsWith("vault.") || text.startsWith("managedhsm."));
  }

  // A credential in the block is meant; those in variables may be for azure mounts.
  private Optional<String> credentialVariable(String name) {
    return CREDENTIALS.stream().anyMatch(block::has) ? Optional.empty() : variable(name);
  }

  private Optional<SecretText> secret() {
    if (!block.has("client_secret")) {
      return credentialVariable("AZURE_CLIENT_SECRET").map(SecretText::of);
    }
    Optional<String> written = block.text("client_secret");
    if (written.filter(text -> !ExternalValues.isReference(text)).isPresent()) {
      block.warning(
          "client_secret", "stands in the configuration file itself; use file:// or env://");
    }
    return written.flatMap(text -> resolved("client_secret", text)).map(SecretText::of);
  }

  private Optional<SecretText> certificate() {
    if (!block.has("client_certificate_path")) {
      return credentialVariable("AZURE_CLIENT_CERTIFICATE_PATH")
          .flatMap(path -> resolved("client_certificate_path", "file://" + path))
          .map(SecretText::of);
    }
    Optional<Path> file = FileCheck.readable(block, "client_certificate_path", source);
    file.flatMap(path -> FileCheck.openToOthers(path, "0600"))
        .ifPresent(loose -> block.warning("client_certificate_path", loose));
    return file.flatMap(path -> resolved("client_certificate_path", "file://" + path))
        .map(SecretText::of);
  }

  // Read at each exchange, because the cluster renews it.
  private Optional<Path> tokenFile() {
    return (block.has("federated_token_file")
            ? block.text("federated_token_file")
            : credentialVariable("AZURE_FEDERATED_TOKEN_FILE"))
        .map(source::resolve);
  }

  private Optional<String> resolved(String key, String text) {
    try {
      return Optional.of(new String(source.bytes(text), StandardCharsets.UTF_8).strip());
    } catch (ExternalValues.UnreadableException e) {
      block.error(key, e.sentence());
      return Optional.empty();
    }
  }
}
