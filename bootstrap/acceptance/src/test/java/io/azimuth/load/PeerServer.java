package io.azimuth.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * OpenBao with HashiCorp's azure plugin, on its durable store (Raft, one node), in processes of
 * their own. It has the mount, the roles and the secrets of a {@link Workload}, and verifies the
 * same tokens.
 */
final class PeerServer implements AutoCloseable {

  private static final String PLUGIN = "azure-plugin";

  private final PeerPrograms programs;
  private final Path config;
  private final List<InetSocketAddress> addresses;
  private final PeerCloud cloud;
  private MeasuredServer server;
  private String key = "";
  private String rootToken = "";

  private PeerServer(
      PeerPrograms programs, Path config, List<InetSocketAddress> addresses, PeerCloud cloud)
      throws IOException {
    this.programs = programs;
    this.config = config;
    this.addresses = addresses;
    this.cloud = cloud;
    this.server = process();
  }

  /** Starts it on an empty store, initialised and unsealed; the first listener has no TLS. */
  static PeerServer start(PeerPrograms programs, Laboratory laboratory)
      throws IOException, InterruptedException {
    Path directory = laboratory.directory("peer");
    Files.createDirectories(directory.resolve("raft"));
    Path plugins = Files.createDirectories(directory.resolve("plugins"));
    Path plugin = Files.copy(programs.plugin(), plugins.resolve(PLUGIN));
    List<InetSocketAddress> addresses = List.of(free(), free());
    Path config = directory.resolve("bao.hcl");
    Files.writeString(config, config(directory, plugins, addresses, free()));
    PeerCloud cloud = PeerCloud.start(directory, laboratory.issuer(), laboratory.publishedKeys());
    PeerServer peer = new PeerServer(programs, config, addresses, cloud);
    try {
      peer.initialise(plugin);
      return peer;
    } catch (IOException | InterruptedException e) {
      peer.close();
      throw new IOException("the peer cannot be set up: " + peer.server.log(), e);
    }
  }

  private static String config(
      Path directory, Path plugins, List<InetSocketAddress> addresses, InetSocketAddress cluster) {
    return """
        storage "raft" {
          path    = "%1$s/raft"
          node_id = "peer"
        }
        listener "tcp" {
          address         = "127.0.0.1:%3$d"
          cluster_address = "127.0.0.1:%5$d"
          tls_disable     = true
        }
        listener "tcp" {
          address       = "127.0.0.1:%4$d"
          tls_cert_file = "%1$s/../p256.pem"
          tls_key_file  = "%1$s/../p256.key"
        }
        api_addr         = "http://127.0.0.1:%3$d"
        cluster_addr     = "https://127.0.0.1:%5$d"
        plugin_directory = "%2$s"
        log_level        = "warn"
        """
        .formatted(
            directory,
            plugins,
            addresses.get(0).getPort(),
            addresses.get(1).getPort(),
            cluster.getPort());
  }

  private static InetSocketAddress free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }
  }

  // The environment names the tenant: OpenBao, which has no scheduled rotation, refuses the
  // plugin's configuration.
  private MeasuredServer process() throws IOException {
    Map<String, String> environment = new HashMap<>(cloud.environment());
    environment.putAll(Laboratory.tenantEnvironment());
    return MeasuredServer.startAt(
        addresses, List.of(programs.bao().toString(), "server", "-config=" + config), environment);
  }

  private void initialise(Path plugin) throws IOException, InterruptedException {
    JsonCalls open = JsonCalls.to(addresses.get(0));
    JsonNode shares =
        open.writeWhenReady("sys/init", Map.of("secret_shares", 1, "secret_threshold", 1));
    key = shares.path("keys").path(0).asText();
    rootToken = shares.path("root_token").asText();
    unseal();
    Map<String, String> program = Map.of("command", PLUGIN, "sha256", sha256(plugin));
    open.as(rootToken).writeWhenReady("sys/plugins/catalog/auth/azure", program);
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void unseal() throws IOException, InterruptedException {
    JsonCalls.to(addresses.get(0)).writeWhenReady("sys/unseal", Map.of("key", key));
  }

  /** Starts it again on its store, unsealed. */
  void restart() throws IOException, InterruptedException {
    server.close();
    server = process();
    unseal();
  }

  /** Its processes, that of the plugin included. */
  MeasuredServer server() {
    return server;
  }

  String rootToken() {
    return rootToken;
  }

  @Override
  public void close() throws IOException {
    server.close();
    cloud.close();
  }
}
