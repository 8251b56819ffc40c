package io.azimuth.adapters.storage.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.barrier.TestServer;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Searches the stored bytes as a thief would. */
class ConcealmentTest {

  private static final String MOUNT = "0d7c51ab-6a0b-4c1e-9d5e-2f1f0c8f3c11";
  private static final SecretText TOKEN = SecretText.of("azs.abcdefghijklmnopqrstuvwx");

  private final TestServer server = TestServer.open();

  @Test
  void storesNothingThatAThiefCouldRead() {
    storeOneOfEach();

    String store = dump();

    assertThat(store).contains("token/", "alias/", "core/keyring", "data/", "policy/ops");
    for (String secret :
        List.of(
            TOKEN.expose(),
            "abcdefghijklmnopqrstuvwx",
            "Acc3ss0r",
            "subscription",
            "s-1",
            "azure-vm-1",
            "oid-1",
            "the fleet",
            "s4lt",
            "audit.log",
            "capabilities",
            "hunter2",
            "client_secret",
            "entity_1",
            "\"v\":1,\"id\"")) {
      assertThat(store).doesNotContain(secret);
    }
  }

  @Test
  void storesNoKeyInTheClear() {
    storeOneOfEach();
    String store = dump();
    byte[] root = TestServer.rootKey();

    assertThat(store)
        .doesNotContain(new String(root, StandardCharsets.ISO_8859_1))
        .doesNotContain(HexFormat.of().formatHex(root))
        .doesNotContain(Base64.getEncoder().encodeToString(root));
  }

  @Test
  void keepsTokensUnderAHashThatNeedsTheKey() throws Exception {
    storeOneOfEach();
    String plainHash =
        HexFormat.of()
            .formatHex(
                java.security.MessageDigest.getInstance("SHA-256")
                    .digest(TOKEN.expose().getBytes(StandardCharsets.UTF_8)));

    assertThat(dump())
        .contains("token/" + server.barrier().hash(TOKEN).hex())
        .doesNotContain(plainHash);
  }

  private void storeOneOfEach() {
    TokenHash hash = server.barrier().hash(TOKEN);
    server.write(
        work -> {
          work.tokens().put(hash, Samples.FULL_TOKEN);
          work.identities().put(Samples.FULL_ENTITY);
          work.identities().put(Samples.GROUP);
          work.mounts().put(Samples.MOUNT);
          work.policies().put("ops", "path \"a\" { capabilities = [\"read\"] }");
          work.auditDevices().put(Samples.AUDIT_DEVICE);
          work.sweeps().begin(MOUNT);
          work.beginEpoch();
          work.storage(MOUNT)
              .put("config", Value.Obj.builder().put("client_secret", "hunter2").build());
        });
  }

  private String dump() {
    StringBuilder dump = new StringBuilder();
    for (Entry entry : server.engine().everything()) {
      dump.append(entry.key()).append('=');
      dump.append(new String(entry.value(), StandardCharsets.ISO_8859_1)).append('\n');
    }
    return dump.toString();
  }
}
