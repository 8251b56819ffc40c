package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.AzureSignInBlock;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.ExternalValues;
import io.azimuth.bootstrap.configfile.FileCheck;
import io.azimuth.domain.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the keys of a block that decide how the server signs in to Azure. What the block does not
 * set may be in the environment variables that Vault and Azure's own tools know.
 */
final class AzureSignInReader {

  private static final String TENANT = "tenant_id";
  private static final String CLIENT = "client_id";
  private static final String ENVIRONMENT = "environment";
  private static final String ENVIRONMENT_VARIABLE = "AZURE_ENVIRONMENT";

  /** Vault's name of the client id of a managed identity, in its {@code storage} block. */
  private static final String MANAGED_CLIENT = "azure_client_id";

  private static final String PUBLIC_CLOUD = "AzurePublicCloud";
  private static final List<String> CREDENTIALS =
      List.of("client_secret", "client_certificate_path", "federated_token_file");

  /** The keys that {@link #read} reads. */
  static final Set<String> KEYS =
      Set.of(
          TENANT,
          CLIENT,
          ENVIRONMENT,
          "client_secret",
          "client_certificate_path",
          "federated_token_file");

  /** The keys that {@link #managedIdentity} reads. */
  static final Set<String> MANAGED_KEYS = Set.of(CLIENT, MANAGED_CLIENT, ENVIRONMENT);

  private final ExternalValues source;
  private final BlockReader block;

  AzureSignInReader(ExternalValues source, BlockReader block) {
    this.source = source;
    this.block = block;
  }

  /** Any credential. Reports what it lacks; a managed identity needs nothing. */
  AzureSignInBlock read() {
    AzureSignInBlock read =
        new AzureSignInBlock(
            text(ENVIRONMENT, ENVIRONMENT_VARIABLE).orElse(PUBLIC_CLOUD),
            text(TENANT, "AZURE_TENANT_ID"),
            new AzureSignInBlock.Credential(
                text(CLIENT, "AZURE_CLIENT_ID"), secret(), certificate(), tokenFile()));
    if (!read.credential().isManagedIdentity()) {
      String why = "the " + read.credential().kind() + " needs it";
      require(read.tenantId(), TENANT, why);
      require(read.credential().clientId(), CLIENT, why);
    }
    return read;
  }

  /** The managed identity of the machine, and no credential of a variable. */
  AzureSignInBlock managedIdentity() {
    Optional<String> clientId = block.text(MANAGED_CLIENT).or(() -> block.text(CLIENT));
    return new AzureSignInBlock(
        text(ENVIRONMENT, ENVIRONMENT_VARIABLE).orElse(PUBLIC_CLOUD),
        Optional.empty(),
        new AzureSignInBlock.Credential(
            clientId, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /** Reports that there is no tenant, for what needs one with a managed identity, too. */
  void requireTenant(AzureSignInBlock signIn) {
    if (signIn.credential().isManagedIdentity()) {
      require(signIn.tenantId(), TENANT, orVariable("AZURE_TENANT_ID"));
    }
  }

  private static String orVariable(String variable) {
    return "set it, or the environment variable " + variable;
  }

  private void require(Optional<String> value, String key, String why) {
    if (value.isEmpty() && !block.has(key)) {
      block.missing(key, why);
    }
  }

  /** The value of a key, or of the variable when the block does not have the key. */
  Optional<String> text(String key, String variable) {
    Optional<String> written = block.text(key).flatMap(text -> resolved(key, text));
    Optional<String> variableSays = variable(variable);
    if (written.isPresent() && variableSays.filter(it -> !it.equals(written.get())).isPresent()) {
      block.warning(key, "is used; the environment variable " + variable + " differs");
    }
    return block.has(key) ? written : variableSays;
  }

  /** The same, which reports that there is neither. */
  Optional<String> required(String key, String variable) {
    Optional<String> value = text(key, variable);
    require(value, key, orVariable(variable));
    return value;
  }

  /** The value of a variable that is not blank. */
  Optional<String> variable(String name) {
    return source.environment().get(name).filter(text -> !text.isBlank());
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
