package io.azimuth.bootstrap.agent.config;

import io.azimuth.bootstrap.client.ClientSettings;
import io.azimuth.bootstrap.client.ClientSettingsReader;
import io.azimuth.bootstrap.client.ClientVariables;
import io.azimuth.bootstrap.configfile.BlockReader;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the block {@code vault}. A variable overrides it, as with the field's agents. */
final class VaultBlockReader {

  private final BlockReader keys;
  private final Path directory;
  private final ClientVariables variables;

  VaultBlockReader(BlockReader keys, Path directory, ClientVariables variables) {
    this.keys = keys;
    this.directory = directory;
    this.variables = variables;
  }

  /**
   * The settings of the client.
   *
   * @throws io.azimuth.bootstrap.client.ClientException if the server cannot be named so
   */
  ClientSettings read() {
    if (keys.has("tls_server_name")) {
      keys.markKnown("tls_server_name");
      keys.error("tls_server_name", "is not supported: address must have the certificate's name");
    }
    Optional<Integer> retries = retries();
    ClientSettings settings =
        new ClientSettingsReader(variables)
            .read(
                new ClientSettingsReader.Overrides(
                    unless("ADDR", keys.text("address")),
                    unless("NAMESPACE", keys.text("namespace")),
                    file("CACERT", "ca_cert"),
                    file("CAPATH", "ca_path"),
                    file("CLIENT_CERT", "client_cert"),
                    file("CLIENT_KEY", "client_key"),
                    keys.flag("tls_skip_verify", false) && !isSet("SKIP_VERIFY"),
                    keys.flag("allow_plain_http", false)));
    if (settings.isExposed() && !settings.allowPlainHttp()) {
      keys.error(
          "address",
          "the token would go over plain HTTP, where others can read it; use https://, or allow it"
              + " with allow_plain_http = true");
    }
    return new ClientSettings(
        settings.address(),
        settings.namespace(),
        settings.tls(),
        settings.timeout(),
        retries.orElse(settings.retries()),
        settings.allowPlainHttp());
  }

  private boolean isSet(String variable) {
    return variables.get(variable).isPresent();
  }

  private Optional<String> unless(String variable, Optional<String> value) {
    return isSet(variable) ? Optional.empty() : value;
  }

  private Optional<Path> file(String variable, String key) {
    return unless(variable, keys.text(key)).map(directory::resolve);
  }

  // -1 means none there, and 0 the default.
  private Optional<Integer> retries() {
    Optional<BlockReader> block = keys.table("retry");
    Optional<String> text = block.flatMap(it -> it.text("num_retries"));
    block.ifPresent(BlockReader::finish);
    if (text.isEmpty() || text.get().equals("0")) {
      return Optional.empty();
    }
    if (text.get().equals("-1")) {
      return Optional.of(0);
    }
    if (!text.get().matches("[0-9]{1,3}")) {
      block.orElseThrow().error("num_retries", "must be a number from -1 to 999");
      return Optional.empty();
    }
    return Optional.of(Integer.valueOf(text.get()));
  }
}
