package client;

import static client.Checks.check;
import static client.Checks.refused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.vault.core.VaultKeyValueMetadataOperations;
import org.springframework.vault.core.VaultKeyValueOperations;
import org.springframework.vault.core.VaultKeyValueOperationsSupport.KeyValueBackend;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.core.VaultVersionedKeyValueOperations;
import org.springframework.vault.support.VaultMetadataRequest;
import org.springframework.vault.support.VaultMetadataResponse;
import org.springframework.vault.support.VaultToken;
import org.springframework.vault.support.VaultTokenRequest;
import org.springframework.vault.support.Versioned;
import org.springframework.vault.support.Versioned.Version;

/** Key-value secrets, version 1 and 2, with a token of the workload's policy. */
final class KeyValueOperations {

  private final VaultTemplate workload;
  private final VaultTemplate stranger;

  KeyValueOperations(VaultTemplate root) {
    this.workload = Operator.template(token(root, "orders"));
    this.stranger = Operator.template(token(root, "default"));
  }

  private static VaultToken token(VaultTemplate root, String policy) {
    return root.opsForToken()
        .create(VaultTokenRequest.builder().withPolicy(policy).build())
        .getToken();
  }

  record Database(String user, int port) {}

  void run() {
    versions();
    metadata();
    generic();
    plain();
  }

  private void versions() {
    VaultVersionedKeyValueOperations secrets = workload.opsForVersionedKeyValue("kv-v2");
    Versioned.Metadata first = secrets.put("app/db", new Database("x", 5432));
    check("the first version", first.getVersion().equals(Version.from(1)));
    secrets.put("app/db", Versioned.create(new Database("y", 5433), Version.from(1)));
    Versioned<Database> read = secrets.get("app/db", Database.class);
    check("typed", read.getRequiredData().equals(new Database("y", 5433)));
    check("the second", read.getVersion().equals(Version.from(2)));
    Versioned<Map<String, Object>> before = secrets.get("app/db", Version.from(1));
    check("before", before.getRequiredData().equals(Map.of("user", "x", "port", 5432)));
    refused(
        "check-and-set parameter did not match the current version",
        () -> secrets.put("app/db", Versioned.create(Map.of("a", "b"), Version.from(1))));
    refused(
        "check-and-set",
        () -> secrets.put("app/db", Versioned.create(Map.of("a", "b"), Version.unversioned())));
    check("nothing there", secrets.get("app/none") == null);
    secrets.put("app/sub/deep", Map.of("a", "b"));
    check("listed", secrets.list("app").equals(List.of("db", "sub/")));
    secrets.delete("app/db");
    check("deleted", secrets.get("app/db").getRequiredMetadata().isDeleted());
    secrets.undelete("app/db", Version.from(2));
    check("back", secrets.get("app/db").hasData());
    secrets.delete("app/db", Version.from(1));
    secrets.destroy("app/db", Version.from(1));
    check("destroyed", secrets.get("app/db", Version.from(1)).getRequiredMetadata().isDestroyed());
    refused("permission denied", () -> stranger.opsForVersionedKeyValue("kv-v2").get("app/db"));
  }

  private void metadata() {
    VaultKeyValueMetadataOperations metadata =
        workload.opsForVersionedKeyValue("kv-v2").opsForKeyValueMetadata();
    metadata.put(
        "app/db",
        VaultMetadataRequest.builder()
            .maxVersions(5)
            .casRequired(true)
            .deleteVersionAfter(Duration.ofHours(1))
            .customMetadata(Map.of("owner", "us"))
            .build());
    VaultMetadataResponse known = metadata.get("app/db");
    check("versions kept", known.getMaxVersions() == 5 && known.isCasRequired());
    check("until", known.getDeleteVersionAfter().equals(Duration.ofHours(1)));
    check("the current one", known.getCurrentVersion() == 2);
    check("two versions", known.getVersions().size() == 2);
    refused(
        "check-and-set",
        () -> workload.opsForVersionedKeyValue("kv-v2").put("app/db", Map.of("a", "b")));
    metadata.delete("app/db");
    check("nothing is known", metadata.get("app/db") == null);
  }

  private void generic() {
    VaultKeyValueOperations secrets = workload.opsForKeyValue("kv-v2", KeyValueBackend.KV_2);
    secrets.put("app/db", Map.of("user", "x", "port", 5432));
    check("patched", secrets.patch("app/db", Map.of("port", 5433)));
    check(
        "both", secrets.get("app/db").getRequiredData().equals(Map.of("user", "x", "port", 5433)));
    secrets.delete("app/db");
    check("still listed", secrets.list("app").equals(List.of("db", "sub/")));
  }

  private void plain() {
    VaultKeyValueOperations secrets = workload.opsForKeyValue("plain", KeyValueBackend.KV_1);
    secrets.put("app/db", new Database("x", 5432));
    check("typed", secrets.get("app/db", Database.class).getRequiredData().port() == 5432);
    secrets.put("app/db", Map.of("user", "y"));
    check("written over", secrets.get("app/db").getRequiredData().equals(Map.of("user", "y")));
    check("listed", secrets.list("app").equals(List.of("db")));
    check("by its path", workload.read("plain/app/db").getLeaseDuration() == 2764800);
    secrets.delete("app/db");
    check("deleted", secrets.get("app/db") == null);
    check("nothing to list", secrets.list("app").isEmpty());
    refused("permission denied", () -> stranger.read("plain/app/db"));
  }
}
