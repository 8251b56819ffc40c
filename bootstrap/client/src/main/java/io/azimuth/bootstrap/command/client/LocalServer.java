package io.azimuth.bootstrap.command.client;

import io.azimuth.bootstrap.client.ClientException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a client uses of a server that is installed with it.
 *
 * @param auditDirectory reads the directory of audit files from a configuration file; throws a
 *     {@link ClientException} with the reason when it cannot
 * @param operatorCommands make further commands of {@code operator}, which work on files of the
 *     server
 */
public record LocalServer(
    UnaryOperator<Path> auditDirectory, List<Supplier<Object>> operatorCommands) {

  /** No server is installed with the client. */
  public static final LocalServer NONE = new LocalServer(LocalServer::refused, List.of());

  public LocalServer {
    operatorCommands = List.copyOf(operatorCommands);
  }

  private static Path refused(Path config) {
    throw new ClientException(
        "this client comes without the server and cannot read its configuration: name the files of"
            + " audit devices, or the directory with them");
  }
}
