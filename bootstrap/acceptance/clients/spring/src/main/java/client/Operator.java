package client;

import static client.Checks.check;
import static client.Checks.refused;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.vault.authentication.ClientAuthentication;
import org.springframework.vault.authentication.SimpleSessionManager;
import org.springframework.vault.authentication.TokenAuthentication;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultSysOperations;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.support.Policy;
import org.springframework.vault.support.Policy.BuiltinCapabilities;
import org.springframework.vault.support.Policy.Rule;
import org.springframework.vault.support.VaultInitializationRequest;
import org.springframework.vault.support.VaultInitializationResponse;
import org.springframework.vault.support.VaultMount;
import org.springframework.vault.support.VaultToken;
import org.springframework.vault.support.VaultUnsealStatus;

/** Opens the server and prepares what the workload uses: the role, policies and mounts. */
final class Operator {

  static final String MOUNT = "team-azure";

  private final VaultTemplate root;
  private final List<String> keys;

  private Operator(VaultTemplate root, List<String> keys) {
    this.root = root;
    this.keys = keys;
  }

  VaultTemplate template() {
    return root;
  }

  static VaultEndpoint endpoint() {
    return VaultEndpoint.from(URI.create(System.getenv("VAULT_ADDR")));
  }

  static ClientHttpRequestFactory requests() {
    return new JdkClientHttpRequestFactory();
  }

  static VaultTemplate template(ClientAuthentication authentication) {
    return new VaultTemplate(endpoint(), requests(), new SimpleSessionManager(authentication));
  }

  static VaultTemplate template(VaultToken token) {
    return template(new TokenAuthentication(token));
  }

  static Operator open() {
    VaultSysOperations sys = new VaultTemplate(endpoint(), requests()).opsForSys();
    check("not initialised at first", !sys.isInitialized() && !sys.health().isInitialized());
    VaultInitializationResponse made = sys.initialize(VaultInitializationRequest.create(3, 2));
    check("initialised", sys.isInitialized() && made.getKeys().size() == 3);
    check("sealed after init", sys.health().isSealed() && sys.getUnsealStatus().isSealed());
    Operator operator = new Operator(template(made.getRootToken()), made.getKeys());
    refused("sealed", () -> operator.root.opsForSys().getMounts());
    operator.unseal(0, 1);
    check("healthy", !sys.health().isSealed() && !sys.health().isStandby());
    return operator;
  }

  private void unseal(int first, int second) {
    VaultSysOperations sys = new VaultTemplate(endpoint(), requests()).opsForSys();
    VaultUnsealStatus status = sys.unseal(keys.get(first));
    check("one share", status.isSealed() && status.getProgress() == 1);
    check("of three", status.getSecretShares() == 3 && status.getSecretThreshold() == 2);
    check("unsealed", !sys.unseal(keys.get(second)).isSealed());
  }

  void prepare() {
    VaultSysOperations sys = root.opsForSys();
    sys.mount("kv-v2", VaultMount.builder().type("kv").options(Map.of("version", "2")).build());
    sys.mount("plain", VaultMount.create("kv"));
    sys.authMount(MOUNT, VaultMount.builder().type("azure").description("the fleet").build());
    root.write(
        "auth/" + MOUNT + "/config",
        Map.of(
            "tenant_id", "11111111-1111-1111-1111-111111111111",
            "resource", "https://management.azure.com/",
            "environment", "lab"));
    sys.createOrUpdatePolicy(
        "orders",
        Policy.of(
            all("kv-v2/data/*"),
            all("kv-v2/metadata/*"),
            all("kv-v2/delete/*"),
            all("kv-v2/undelete/*"),
            all("kv-v2/destroy/*"),
            all("plain/*")));
    role("orders", "12h", "24h");
    check("the role", root.list("auth/" + MOUNT + "/role").equals(List.of("orders")));
  }

  private static Rule all(String path) {
    return Rule.builder()
        .path(path)
        .capabilities(
            BuiltinCapabilities.CREATE,
            BuiltinCapabilities.READ,
            BuiltinCapabilities.UPDATE,
            BuiltinCapabilities.DELETE,
            BuiltinCapabilities.LIST)
        .build();
  }

  /** Writes a role whose tokens live for the given time. */
  void role(String name, String ttl, String maxTtl) {
    role(root, name, ttl, maxTtl);
  }

  static void role(VaultTemplate root, String name, String ttl, String maxTtl) {
    root.write(
        "auth/" + MOUNT + "/role/" + name,
        Map.of(
            "bound_service_principal_ids",
            List.of("bbbbbbbb-0000-4000-8000-000000000001"),
            "token_policies",
            List.of("orders"),
            "token_ttl",
            ttl,
            "token_max_ttl",
            maxTtl));
  }

  void seal() {
    root.opsForSys().seal();
    check("sealed", root.opsForSys().getUnsealStatus().isSealed());
    unseal(2, 1);
    check("the token lives on", root.opsForSys().getPolicyNames().contains("root"));
  }
}
