package io.azimuth.product.binding;

import io.azimuth.product.server.TestingServer;
import io.azimuth.product.server.TestingServerBuilder;
import io.azimuth.testkit.TlsFixture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One server with all listeners of the matrix, its mounts, and the clients. */
final class MatrixServer implements AutoCloseable {

  private static final String RULES =
      """
      path "kv/*" { capabilities = ["create", "read", "update", "list"] }
      path "cubbyhole/*" { capabilities = ["create", "read", "update"] }
      path "auth/token/create*" { capabilities = ["create", "update", "sudo"] }
      path "auth/token/lookup" { capabilities = ["update"] }
      """;

  private final TestingServer server;
  private final PartyCertificates parties;
  private final LoginWays ways;
  private final Map<MatrixListener, InetSocketAddress> addresses = new HashMap<>();

  private MatrixServer(TestingServer server, PartyCertificates parties, LoginWays ways) {
    this.server = server;
    this.parties = parties;
    this.ways = ways;
    List<InetSocketAddress> bound = server.listeners();
    List<MatrixListener> all = MatrixListener.all();
    for (int i = 0; i < all.size(); i++) {
      addresses.put(all.get(i), bound.get(i));
    }
  }

  static MatrixServer start(Path directory) throws IOException {
    TlsFixture.write(directory);
    PartyCertificates parties = new PartyCertificates(directory.resolve("server.pem"));
    Files.writeString(
        directory.resolve("clients.pem"), parties.pem(Party.OWNER) + parties.pem(Party.OTHER));
    TestingServerBuilder builder = TestingServer.in(directory);
    MatrixListener.all().stream().skip(1).forEach(it -> builder.config(it.block()));
    TestingServer server = builder.start();
    server.root().write("sys/policies/acl/use", Map.of("policy", RULES));
    server.root().write("sys/mounts/kv", Map.of("type", "kv"));
    server.root().write("kv/kept", Map.of("a", "b"));
    server
        .root()
        .write(
            "auth/token/roles/bound",
            Map.of("bind_token", "required", "allowed_policies", "use", "orphan", true));
    return new MatrixServer(server, parties, new LoginWays(server, parties, directory));
  }

  /** The server. */
  TestingServer server() {
    return server;
  }

  PartyCertificates parties() {
    return parties;
  }

  LoginWays ways() {
    return ways;
  }

  InetSocketAddress address(MatrixListener listener) {
    return addresses.get(listener);
  }

  /** A new connection of that party, which resumes nothing. */
  MatrixConnection connect(MatrixListener listener, Party peer) throws IOException {
    return MatrixConnection.open(
        address(listener), listener.engine().map(it -> parties.client(peer)));
  }

  /** Sends the request on a connection of its own. */
  BindingDecision decide(MatrixListener listener, Party peer, String request) {
    try (MatrixConnection connection = connect(listener, peer)) {
      return BindingDecision.of(connection.exchange(request));
    } catch (IOException e) {
      return BindingDecision.CLOSED;
    }
  }

  /** Sends the request over a connection of the owner, who must be answered well. */
  MatrixConnection.Answer asOwner(MatrixRequest request) throws IOException {
    return asOwner(request, Optional.empty());
  }

  /** The same with this token. */
  MatrixConnection.Answer asOwner(MatrixRequest request, Optional<String> token)
      throws IOException {
    String header = token.map(it -> "X-Vault-Token: " + it + "\r\n").orElse("");
    try (MatrixConnection connection = connect(MatrixListener.NATIVE_ASKS, Party.OWNER)) {
      MatrixConnection.Answer answer = connection.exchange(request.text(header));
      if (answer.status() != 200) {
        throw new AssertionError(request.path() + " answered " + answer);
      }
      return answer;
    }
  }

  @Override
  public void close() {
    ways.close();
    server.close();
  }
}
