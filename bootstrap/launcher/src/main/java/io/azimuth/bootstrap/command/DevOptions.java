package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.client.ClientVariables;
import io.azimuth.bootstrap.client.Loopback;
import io.azimuth.bootstrap.config.HostAndPort;
import io.azimuth.domain.secret.SecretText;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of a development server. */
final class DevOptions {

  private static final String DEFAULT_ADDRESS = "127.0.0.1:8200";

  @Option(
      names = "--dev",
      description =
          "Run a server for trying out instead: in memory, unsealed, with a simulated Azure and "
              + "a role that one of its machines can log in with.")
  private boolean dev;

  @Option(
      names = "--dev-root-token-id",
      paramLabel = "TOKEN",
      description = "Its root token; else AZIMUTH_DEV_ROOT_TOKEN_ID, VAULT_…, a random one.")
  private @Nullable String rootId;

  @Option(
      names = "--dev-listen-address",
      paramLabel = "HOST:PORT",
      description =
          "Where it listens, on this machine alone: else AZIMUTH_DEV_LISTEN_ADDRESS, VAULT_…, "
              + "127.0.0.1:8200. With port 0 the simulated Azure takes free ports too.")
  private @Nullable String listenAddress;

  @Option(
      names = "--dev-azure-port",
      paramLabel = "PORT",
      description = "The port of its simulated Azure; else 9443, or any free one if that is taken.")
  private @Nullable Integer azurePort;

  @Option(
      names = "--dev-metadata-port",
      paramLabel = "PORT",
      description = "The port of the metadata service of its machines; else 9080 or a free one.")
  private @Nullable Integer metadataPort;

  @Option(
      names = "--ready-file",
      paramLabel = "FILE",
      description =
          "A file to write when it is ready, for scripts: JSON with address, root_token, "
              + "azure_address and metadata_address. It is removed when the server ends.")
  private @Nullable Path readyFile;

  boolean isOn() {
    return dev;
  }

  /** Whether an option is present that needs {@code --dev}. */
  boolean isGivenInVain() {
    boolean any =
        Stream.of(rootId, listenAddress, azurePort, metadataPort, readyFile)
            .anyMatch(Objects::nonNull);
    return any && !dev;
  }

  /** The file to write when the server is ready. */
  Optional<ReadyFile> readyFile() {
    return Optional.ofNullable(readyFile).map(ReadyFile::new);
  }

  /**
   * Makes the order for the server to start.
   *
   * @throws TypeConversionException if the address is not a loopback address, or a port is none
   */
  DevServerFactory.Order order(ClientVariables variables) {
    String text =
        Optional.ofNullable(listenAddress)
            .or(() -> variables.get("DEV_LISTEN_ADDRESS"))
            .orElse(DEFAULT_ADDRESS);
    HostAndPort address =
        HostAndPort.parse(text)
            .filter(it -> Loopback.names(it.host()))
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "--dev-listen-address must be a loopback address like 127.0.0.1:8200:"
                            + " the root token of such a server is known"));
    Optional<SecretText> root =
        Optional.ofNullable(rootId)
            .or(() -> variables.get("DEV_ROOT_TOKEN_ID"))
            .map(SecretText::of);
    return new DevServerFactory.Order(
        address,
        root,
        port("--dev-azure-port", azurePort),
        port("--dev-metadata-port", metadataPort));
  }

  private static Optional<Integer> port(String option, @Nullable Integer given) {
    if (given != null && (given < 1 || given > 65_535)) {
      throw new TypeConversionException(option + " must be a port from 1 to 65535");
    }
    return Optional.ofNullable(given);
  }
}
