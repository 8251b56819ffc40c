package client;

import static client.Checks.check;
import static client.Checks.refused;

import java.time.Duration;
import java.util.Map;
import org.springframework.vault.core.VaultSysOperations;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.support.Policy;
import org.springframework.vault.support.Policy.BuiltinCapabilities;
import org.springframework.vault.support.Policy.Rule;
import org.springframework.vault.support.VaultHealth;
import org.springframework.vault.support.VaultMount;
import org.springframework.vault.support.VaultToken;

/** {@code VaultSysOperations}: mounts, methods, policies, health. */
final class SystemOperations {

  private final VaultSysOperations sys;

  SystemOperations(VaultTemplate root) {
    this.sys = root.opsForSys();
  }

  void run() {
    health();
    mounts();
    methods();
    policies();
  }

  private void health() {
    VaultHealth health = sys.health();
    check("health", health.isInitialized() && !health.isSealed() && !health.isStandby());
    check("no replication", !health.isPerformanceStandby());
    check("not of a replica", !health.isRecoveryReplicationSecondary());
    check("the time", health.getServerTimeUtc() > 1_700_000_000);
    check("the version", health.getVersion().startsWith("1."));
    VaultSysOperations stranger = Operator.template(VaultToken.of("azs.unknown")).opsForSys();
    refused("permission denied", stranger::getMounts);
  }

  private void mounts() {
    sys.mount(
        "passing",
        VaultMount.builder()
            .type("kv")
            .description("passing by")
            .config(Map.of("default_lease_ttl", "1h", "max_lease_ttl", "2h"))
            .options(Map.of("version", "1"))
            .build());
    VaultMount mount = sys.getMounts().get("passing/");
    check("mounted", mount.getType().equals("kv"));
    check("its description", "passing by".equals(mount.getDescription()));
    check("its times", mount.getConfig().get("default_lease_ttl").equals(3600));
    check("its options", mount.getOptions().get("version").equals("1"));
    check("the others", sys.getMounts().keySet().contains("cubbyhole/"));
    refused("path is already in use", () -> sys.mount("passing", VaultMount.create("kv")));
    refused(
        "plugin not found in the catalog: none",
        () -> sys.mount("other", VaultMount.create("none")));
    sys.unmount("passing");
    check("unmounted", !sys.getMounts().containsKey("passing/"));
  }

  private void methods() {
    sys.authMount("passing", VaultMount.builder().type("azure").description("a fleet").build());
    VaultMount method = sys.getAuthMounts().get("passing/");
    check("a method", method.getType().equals("azure"));
    check("its description", "a fleet".equals(method.getDescription()));
    check("the tokens' own", sys.getAuthMounts().containsKey("token/"));
    sys.authUnmount("passing");
    check("gone", !sys.getAuthMounts().containsKey("passing/"));
  }

  private void policies() {
    Policy policy =
        Policy.of(
            Rule.builder()
                .path("x/*")
                .capabilities(BuiltinCapabilities.READ, BuiltinCapabilities.LIST)
                .build(),
            Rule.builder()
                .path("y")
                .capability(BuiltinCapabilities.UPDATE)
                .allowedParameter("a", "1", "2")
                .deniedParameter("b")
                .minWrappingTtl(Duration.ofMinutes(1))
                .maxWrappingTtl(Duration.ofMinutes(5))
                .build());
    sys.createOrUpdatePolicy("passing", policy);
    check("policies", sys.getPolicyNames().contains("passing"));
    check("read as it was written", sys.getPolicy("passing").equals(policy));
    check("no such policy", sys.getPolicy("none") == null);
    sys.deletePolicy("passing");
    check("deleted", !sys.getPolicyNames().contains("passing"));
    refused("Status 400", () -> sys.deletePolicy("root"));
  }
}
