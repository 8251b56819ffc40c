package io.azimuth.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A server that is set up for all kinds of requests, and the requests. */
final class Workload {

  private static final String WEB_1 = "bbbbbbbb-0000-4000-8000-000000000001";
  private static final String CROWD = "dddddddd-0000-4000-8000-000000000150";
  private static final int SECRETS = 256;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Laboratory laboratory;
  private final JsonCalls root;
  private final JsonCalls open;

  private Workload(Laboratory laboratory, JsonCalls root, JsonCalls open) {
    this.laboratory = laboratory;
    this.root = root;
    this.open = open;
  }

  /** Initialises the server, and creates the mount, the roles and the secrets. */
  static Workload on(InetSocketAddress server, Laboratory laboratory)
      throws IOException, InterruptedException {
    String token = JsonCalls.to(server).write("sys/init", Map.of()).path("root_token").asText();
    return on(server, token, laboratory, laboratory.mountConfig());
  }

  /**
   * The same at a server that is initialised.
   *
   * @param config of the mount; empty when the server knows the tenant without it
   */
  static Workload on(
      InetSocketAddress server, String rootToken, Laboratory laboratory, Map<String, ?> config)
      throws IOException, InterruptedException {
    JsonCalls open = JsonCalls.to(server);
    Workload workload = new Workload(laboratory, open.as(rootToken), open);
    workload.mount(config);
    workload.secrets();
    return workload;
  }

  /** The same store at another address, for example after a restart. */
  Workload at(InetSocketAddress server) {
    JsonCalls there = JsonCalls.to(server);
    return new Workload(laboratory, there.as(root.token()), there);
  }

  JsonCalls root() {
    return root;
  }

  private void mount(Map<String, ?> config) throws IOException, InterruptedException {
    root.write(
        "sys/policies/acl/web",
        Map.of(
            "policy",
            """
            path "auth/azure/role/web" { capabilities = ["read"] }
            path "secret/data/*" { capabilities = ["create", "read", "update"] }
            """));
    root.write("sys/auth/azure", Map.of("type", "azure"));
    if (!config.isEmpty()) {
      root.write("auth/azure/config", config);
    }
    for (LoginKind kind : LoginKind.values()) {
      for (boolean batch : new boolean[] {false, true}) {
        Map<String, Object> role = new LinkedHashMap<>(bindings(kind));
        role.put("token_policies", List.of("web"));
        role.put("token_ttl", "1h");
        role.put("token_type", batch ? "batch" : "service");
        root.write("auth/azure/role/" + kind.role(batch), role);
      }
    }
  }

  private static Map<String, ?> bindings(LoginKind kind) {
    return switch (kind) {
      case PRINCIPAL -> Map.of("bound_service_principal_ids", List.of(WEB_1));
      case MACHINE ->
          Map.of(
              "bound_service_principal_ids", List.of(WEB_1),
              "bound_resource_groups", List.of("rg-web"));
      case GROUP_OVERAGE -> Map.of("bound_group_ids", List.of(CROWD));
    };
  }

  private void secrets() throws IOException, InterruptedException {
    root.write("sys/mounts/secret", Map.of("type", "kv-v2"));
    for (String path : secretPaths()) {
      root.writeWhenReady(path, secret());
    }
  }

  /** Logins of one role with 200 tokens, which a server knows after the first round. */
  List<ByteBuffer> logins(LoginKind kind, boolean batch) throws IOException {
    return logins(kind, batch, laboratory.tokens(kind));
  }

  /** Logins of one role with these tokens. */
  static List<ByteBuffer> logins(LoginKind kind, boolean batch, List<String> tokens)
      throws IOException {
    List<ByteBuffer> logins = new ArrayList<>();
    for (String jwt : tokens) {
      byte[] body = JSON.writeValueAsBytes(login(kind, batch, jwt));
      logins.add(HttpBytes.post("/v1/auth/azure/login", body));
    }
    return logins;
  }

  private static Map<String, Object> login(LoginKind kind, boolean batch, String jwt) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("role", kind.role(batch));
    body.put("jwt", jwt);
    if (kind == LoginKind.MACHINE) {
      body.put("subscription_id", Laboratory.SUBSCRIPTION);
      body.put("resource_group_name", "rg-web");
      body.put("vm_name", "web-1");
    }
    return body;
  }

  /** The token of a workload that just logged in. */
  String newToken() throws IOException, InterruptedException {
    String jwt = laboratory.tokens(LoginKind.PRINCIPAL).get(0);
    JsonNode answer = open.write("auth/azure/login", login(LoginKind.PRINCIPAL, false, jwt));
    return answer.path("auth").path("client_token").asText();
  }

  /** Tokens of so many workloads. */
  List<String> newTokens(int count) throws IOException, InterruptedException {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tokens.add(newToken());
    }
    return tokens;
  }

  /** So many tokens of a token role that binds them so, made over connections of these calls. */
  static List<String> madeTokens(JsonCalls maker, String binding, int count)
      throws IOException, InterruptedException {
    maker.write(
        "auth/token/roles/" + binding,
        Map.of("bind_token", binding, "allowed_policies", List.of("web")));
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JsonNode answer = maker.write("auth/token/create/" + binding, Map.of("ttl", "1h"));
      tokens.add(answer.path("auth").path("client_token").asText());
    }
    return tokens;
  }

  /** Tokens that look themselves up. */
  static List<ByteBuffer> lookUps(List<String> tokens) {
    return tokens.stream()
        .map(token -> HttpBytes.get("/v1/auth/token/lookup-self", header(token)))
        .toList();
  }

  /** Tokens that renew themselves. */
  static List<ByteBuffer> renewals(List<String> tokens) {
    return tokens.stream()
        .map(
            token ->
                HttpBytes.post(
                    "/v1/auth/token/renew-self",
                    "{}".getBytes(StandardCharsets.US_ASCII),
                    header(token)))
        .toList();
  }

  /** Reads of all secrets by these tokens in turn. */
  static List<ByteBuffer> secretReads(List<String> tokens) {
    List<ByteBuffer> reads = new ArrayList<>();
    for (String path : secretPaths()) {
      reads.add(HttpBytes.get("/v1/" + path, header(tokens.get(reads.size() % tokens.size()))));
    }
    return reads;
  }

  /** Writes of all secrets by these tokens in turn. */
  static List<ByteBuffer> secretWrites(List<String> tokens) throws IOException {
    byte[] body = JSON.writeValueAsBytes(secret());
    List<ByteBuffer> writes = new ArrayList<>();
    for (String path : secretPaths()) {
      String token = tokens.get(writes.size() % tokens.size());
      writes.add(HttpBytes.post("/v1/" + path, body, header(token)));
    }
    return writes;
  }

  /** Of twenty requests one is a login, three renew, fourteen read and two write a secret. */
  List<ByteBuffer> mixedDay(List<String> tokens) throws IOException {
    List<ByteBuffer> logins = logins(LoginKind.PRINCIPAL, false);
    List<ByteBuffer> renewals = renewals(tokens);
    List<ByteBuffer> reads = secretReads(tokens);
    List<ByteBuffer> writes = secretWrites(tokens);
    List<ByteBuffer> day = new ArrayList<>();
    for (int i = 0; i < 20 * SECRETS; i++) {
      List<ByteBuffer> kind =
          switch (i % 20) {
            case 0 -> logins;
            case 4, 8, 12 -> renewals;
            case 6, 16 -> writes;
            default -> reads;
          };
      day.add(kind.get(i / 20 % kind.size()));
    }
    return day;
  }

  /**
   * Writes of roles of the azure method, with numbers from the first to the one before the last.
   */
  List<ByteBuffer> newRoles(int first, int last) throws IOException {
    byte[] role =
        JSON.writeValueAsBytes(
            Map.of(
                "bound_service_principal_ids", List.of(WEB_1),
                "token_policies", List.of("web"),
                "token_ttl", "1h"));
    return numbered(first, last, number -> "/v1/auth/azure/role/many-" + number, role);
  }

  /** Writes of entities, with numbers from the first to the one before the last. */
  List<ByteBuffer> newEntities(int first, int last) throws IOException {
    byte[] entity = JSON.writeValueAsBytes(Map.of("policies", List.of("web")));
    return numbered(first, last, number -> "/v1/identity/entity/name/many-" + number, entity);
  }

  private List<ByteBuffer> numbered(int first, int last, IntFunction<String> path, byte[] body) {
    return IntStream.range(first, last)
        .mapToObj(number -> HttpBytes.post(path.apply(number), body, header(root.token())))
        .toList();
  }

  private static String header(String token) {
    return "X-Vault-Token: " + token;
  }

  private static List<String> secretPaths() {
    return IntStream.range(0, SECRETS).mapToObj(number -> "secret/data/app-" + number).toList();
  }

  private static Map<String, ?> secret() {
    return Map.of("data", Map.of("user", "app", "password", "x".repeat(100)));
  }
}
