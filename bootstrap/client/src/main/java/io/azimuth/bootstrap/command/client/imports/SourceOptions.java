package io.azimuth.bootstrap.command.client.imports;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.ClientSettings;
import io.azimuth.bootstrap.client.ClientSettingsReader;
import io.azimuth.bootstrap.client.TlsSettings;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.bootstrap.client.token.TokenFile;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.domain.secret.SecretText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the server that an import reads. The variables of this server do not count. */
final class SourceOptions {

  private static final String TOKEN_VARIABLE = "AZIMUTH_IMPORT_TOKEN";

  private final ClientContext context;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "URL",
      description = "The server to read: a Vault, an OpenBao or an Azimuth.")
  private String address = "";

  @Option(
      names = "--from-token-file",
      paramLabel = "FILE",
      description =
          "A file with the token for that server; else AZIMUTH_IMPORT_TOKEN, or it is asked for.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--from-token",
      paramLabel = "TOKEN",
      description = "The token itself. Others on this machine see it; prefer the file.")
  private @Nullable String token;

  @Option(
      names = {"--from-ca-cert", "--from-cacert"},
      paramLabel = "FILE",
      description = "Authorities to trust for that server, PEM.")
  private @Nullable Path caCert;

  @Option(
      names = "--from-namespace",
      paramLabel = "NAME",
      description = "The namespace of that server to read.")
  private @Nullable String namespace;

  SourceOptions(ClientContext context) {
    this.context = context;
  }

  /**
   * The settings for the server that is read.
   *
   * @param here the settings for the other server, of which time limit, retries and the permission
   *     to use plain HTTP count for both
   */
  ClientSettings settings(ClientSettings here) {
    return new ClientSettings(
        ClientSettingsReader.address(address, "--from"),
        Optional.ofNullable(namespace),
        Optional.ofNullable(caCert).map(TlsSettings::trusting).orElse(TlsSettings.DEFAULT),
        here.timeout(),
        here.retries(),
        here.allowPlainHttp());
  }

  /** The token for the server that is read. */
  SecretText token(Printer printer) {
    if (token != null) {
      printer.warning(
          "the token stands on the command line: the shell keeps it in its history, and others on"
              + " this machine see it in the list of processes; use --from-token-file");
      return SecretText.of(token);
    }
    if (tokenFile != null) {
      if (!Files.exists(tokenFile)) {
        throw new ClientException(tokenFile + " does not exist");
      }
      return new TokenFile(tokenFile)
          .read()
          .orElseThrow(() -> new ClientException(tokenFile + " is empty"));
    }
    return context
        .environment()
        .get(TOKEN_VARIABLE)
        .map(SecretText::of)
        .orElseGet(() -> context.input().secret("Token for " + address + " (hidden)"));
  }
}
