package io.azimuth.abuse;

import static io.azimuth.abuse.HostileConnection.ascii;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.product.azure.AzureMount;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The attacks, each as one that the limits of docs/explain/limits.md are for. */
final class Attacks {

  private static final int FEW = 8;
  private static final int BLOCK = 8 << 10;
  private static final int HEAD = 60 << 10; // the limit is 64 KiB
  private static final int PUBLIC_BODY = 60 << 10; // the limit is 64 KiB
  private static final int MOST_NODES = 49_000; // the limit is 50,000
  private static final int SLOW_BODY = 1_000;
  private static final long SLOW_NANOS = 200_000_000;
  private static final int SILENT_FOR = 10; // so many times as long

  private final AbuseOptions options;
  private final AzureSimulator azure;
  private final AzureMount mount;
  private final AzureMount slowMount;
  private final String weakToken;

  /**
   * Attacks with these means.
   *
   * @param mount where junk tokens are sent
   * @param slowMount a mount that has no keys of Azure yet
   * @param weakToken a token with the default policy alone
   */
  Attacks(
      AbuseOptions options,
      AzureSimulator azure,
      AzureMount mount,
      AzureMount slowMount,
      String weakToken) {
    this.options = options;
    this.azure = azure;
    this.mount = mount;
    this.slowMount = slowMount;
    this.weakToken = weakToken;
  }

  /** The attacks that the options want, in the order in which they run. */
  List<Attack> wanted() {
    return all().stream().filter(attack -> attack.name().matches(options.attacks())).toList();
  }

  private List<Attack> all() {
    return List.of(
        endless("endless trailers", "2\r\n{}\r\n0\r\n", "a:b\r\n"),
        endless("endless chunk extensions", "2;", "x"),
        repeated("large heads", List.of(largePath(), largeHeaders(), endlessHead())),
        repeated("50,000-node bodies", List.of(nodes(MOST_NODES), tooManyNodes(), publicNodes())),
        new Attack("slow bodies", 1, this::slowBodies),
        new Attack("silent connections", 1, this::silence),
        new Attack("big bodies", 2 * FEW, this::bigBody),
        new Attack("parked logins", 1, this::parkedLogins),
        repeated("refused logins", junkLogins()));
  }

  private static Attack endless(String name, String begin, String more) {
    byte[] head = ascii(head("POST", "auth/azure/login", "Transfer-Encoding: chunked") + begin);
    byte[] block = ascii(more.repeat(BLOCK / more.length()));
    return new Attack(
        name,
        FEW,
        (attackers, attacker) -> {
          try (HostileConnection connection = attackers.connect(attacker)) {
            connection.begin(head);
            while (!connection.hasAnswer()) {
              connection.send(block);
            }
            connection.readAnswer();
          }
        });
  }

  /** Sends the requests in turn, on connections that stay open as long as the server lets them. */
  private static Attack repeated(String name, List<byte[]> requests) {
    return new Attack(
        name,
        FEW,
        (attackers, attacker) -> {
          try (HostileConnection connection = attackers.connect(attacker)) {
            for (int next = attacker; !attackers.isOver(); next++) {
              connection.begin(requests.get(next % requests.size()));
              connection.readAnswer();
            }
          }
        });
  }

  private static byte[] largePath() {
    return ascii(head("GET", "secret/data/" + "p".repeat(HEAD)));
  }

  private static byte[] largeHeaders() {
    int headers = 80;
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < headers; i++) {
      lines.append("X-H").append(i).append(": ").append("h".repeat(HEAD / headers)).append("\r\n");
    }
    return ascii(head("GET", "auth/token/lookup-self", lines.toString().strip()));
  }

  private static byte[] endlessHead() {
    return ascii(head("GET", "sys/health", "X-Long: " + "h".repeat(4 * HEAD)));
  }

  private byte[] nodes(int count) {
    return put(array("\"b\"", count));
  }

  private byte[] tooManyNodes() {
    return put(array("1", 2 * MOST_NODES));
  }

  private byte[] put(String body) {
    return ascii(head("PUT", "cubbyhole/x", token(), "Content-Length: " + body.length()) + body);
  }

  private static byte[] publicNodes() {
    String body = array("1", PUBLIC_BODY / 2);
    return login("azure", body);
  }

  private static String array(String value, int count) {
    return "{\"a\":[" + (value + ",").repeat(count - 1) + value + "]}";
  }

  /** A byte now and then, on many connections, half of them with a token. */
  private void slowBodies(Attackers attackers, int attacker) throws IOException {
    List<HostileConnection> connections = new ArrayList<>();
    byte[] withToken =
        ascii(head("PUT", "cubbyhole/x", token(), "Content-Length: " + SLOW_BODY) + "{");
    byte[] without = ascii(head("POST", "auth/azure/login", "Content-Length: " + SLOW_BODY) + "{");
    while (!attackers.isOver()) {
      while (connections.size() < options.slow() && !attackers.isOver()) {
        HostileConnection connection = attackers.connect(0);
        connections.add(connection);
        connection.begin(connections.size() % 2 == 0 ? withToken : without);
      }
      connections.removeIf(connection -> !continues(connection, attackers));
      LockSupport.parkNanos(SLOW_NANOS);
    }
  }

  private static boolean continues(HostileConnection connection, Attackers attackers) {
    try {
      if (connection.hasAnswer()) {
        connection.readAnswer();
        connection.close();
        return false;
      }
      connection.send(ascii(" "));
      return true;
    } catch (IOException e) {
      if (!attackers.isOver()) {
        attackers.tally().answered(0);
      }
      connection.close();
      return false;
    }
  }

  /** Connections to both listeners that send nothing, and TLS connections that send a byte. */
  private void silence(Attackers attackers, int attacker) throws IOException {
    while (!attackers.isOver()) {
      List<Socket> silent = new ArrayList<>();
      List<HostileConnection> begun = new ArrayList<>();
      for (int i = 0; i < options.silent() && !attackers.isOver(); i++) {
        silent.add(attackers.connectSilently(0));
        silent.add(attackers.connectSilently(1));
      }
      for (int i = 0; i < options.silent() / 2 && !attackers.isOver(); i++) {
        begun.add(attackers.connect(1));
        begun.get(i).begin(ascii("G"));
      }
      for (int i = 0; i < SILENT_FOR && !attackers.isOver(); i++) {
        LockSupport.parkNanos(SLOW_NANOS);
      }
      silent.forEach(attackers::forget);
      begun.forEach(HostileConnection::close);
    }
  }

  /** A body of many megabytes, with its length ahead or without. */
  private void bigBody(Attackers attackers, int attacker) throws IOException {
    boolean chunked = attacker % 4 < 2;
    byte[] block = ascii(" ".repeat(BLOCK));
    byte[] chunk = ascii(Integer.toHexString(BLOCK) + "\r\n" + " ".repeat(BLOCK) + "\r\n");
    String framing =
        chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + options.bigBody();
    try (HostileConnection connection = attackers.connect(attacker)) {
      connection.begin(ascii(head("PUT", "cubbyhole/x", token(), framing)));
      for (int sent = 0; sent < options.bigBody() && !attackers.isOver(); sent += BLOCK) {
        connection.send(chunked ? chunk : block);
      }
      connection.readAnswer();
    }
  }

  /** Logins with large bodies that wait for keys which Azure delivers late. */
  private void parkedLogins(Attackers attackers, int attacker) throws IOException {
    azure.fault(SimulatedFault.latency(SimulatorEndpoint.KEYS, options.keysTake()));
    String body = loginBody("web", wronglySigned(slowMount.jwt()));
    byte[] login = login(slowMount.name(), body + " ".repeat(PUBLIC_BODY - body.length()));
    List<HostileConnection> parked = new ArrayList<>();
    while (!attackers.isOver()) {
      while (parked.size() < options.parked() && !attackers.isOver()) {
        HostileConnection connection = attackers.connect(0);
        parked.add(connection);
        connection.begin(login);
      }
      parked.removeIf(connection -> !waits(connection, attackers));
      LockSupport.parkNanos(SLOW_NANOS);
    }
  }

  private static boolean waits(HostileConnection connection, Attackers attackers) {
    try {
      if (!connection.hasAnswer()) {
        return true;
      }
      connection.readAnswer();
    } catch (IOException e) {
      if (!attackers.isOver()) {
        attackers.tally().answered(0);
      }
    }
    connection.close();
    return false;
  }

  /** A wrong signature, an unknown key, no token, and an unknown role. */
  private List<byte[]> junkLogins() {
    String jwt = mount.jwt();
    String claims = jwt.substring(jwt.indexOf('.'));
    String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"junk\"}";
    String unknownKey =
        Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(header.getBytes(StandardCharsets.UTF_8))
            + claims;
    return List.of(
        login(mount.name(), loginBody("web", wronglySigned(jwt))),
        login(mount.name(), loginBody("web", unknownKey)),
        login(mount.name(), loginBody("web", "x")),
        login(mount.name(), loginBody("nobody", jwt)));
  }

  private static String wronglySigned(String jwt) {
    int signature = jwt.lastIndexOf('.') + 1;
    return jwt.substring(0, signature) + new StringBuilder(jwt.substring(signature)).reverse();
  }

  private static String loginBody(String role, String jwt) {
    return "{\"role\":\"" + role + "\",\"jwt\":\"" + jwt + "\"}";
  }

  private static byte[] login(String mountName, String body) {
    return ascii(
        head("POST", "auth/" + mountName + "/login", "Content-Length: " + body.length()) + body);
  }

  private String token() {
    return "X-Vault-Token: " + weakToken;
  }

  private static String head(String method, String path, String... headers) {
    StringBuilder head = new StringBuilder(method + " /v1/" + path + " HTTP/1.1\r\nHost: lab\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString();
  }
}
