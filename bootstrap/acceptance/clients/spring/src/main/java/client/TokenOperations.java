package client;

import static client.Checks.check;
import static client.Checks.refused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.core.VaultTokenOperations;
import org.springframework.vault.support.VaultToken;
import org.springframework.vault.support.VaultTokenRequest;
import org.springframework.vault.support.VaultTokenResponse;

/** {@code VaultTokenOperations}: create, renew, revoke. */
final class TokenOperations {

  private final VaultTemplate root;
  private final VaultTokenOperations tokens;

  TokenOperations(VaultTemplate root) {
    this.root = root;
    this.tokens = root.opsForToken();
  }

  void run() {
    lifetime();
    kinds();
  }

  private void lifetime() {
    VaultTokenResponse made =
        tokens.create(
            VaultTokenRequest.builder()
                .withPolicy("orders")
                .displayName("spring")
                .meta(Map.of("team", "a"))
                .renewable()
                .ttl(Duration.ofMinutes(10))
                .explicitMaxTtl(Duration.ofMinutes(30))
                .build());
    check("made", made.getRequiredAuth().get("policies").equals(List.of("default", "orders")));
    check("ten minutes", made.getRequiredAuth().get("lease_duration").equals(600));
    check("renewable", made.getRequiredAuth().get("renewable").equals(true));
    VaultToken token = made.getToken();
    VaultTemplate own = Operator.template(token);
    Map<String, Object> self = own.read("auth/token/lookup-self").getRequiredData();
    check("its name", self.get("display_name").equals("token-spring"));
    check("its notes", self.get("meta").equals(Map.of("team", "a")));
    check("its end", self.get("explicit_max_ttl").equals(1800));
    VaultTokenResponse renewed = tokens.renew(token);
    check("renewed", renewed.getToken().getToken().equals(token.getToken()));
    refused("permission denied", () -> own.opsForSys().getMounts());
    tokens.revoke(token);
    refused("permission denied", () -> own.read("auth/token/lookup-self"));
    refused("token not found", () -> tokens.renew(token));
  }

  private void kinds() {
    VaultToken child = tokens.create().getToken();
    check("a child of the root token", policies(child).equals(List.of("root")));
    tokens.revokeOrphan(child);
    VaultTokenResponse orphan =
        tokens.createOrphan(VaultTokenRequest.builder().withPolicy("orders").build());
    check("an orphan", orphan.getRequiredAuth().get("orphan").equals(true));
    VaultToken own =
        tokens
            .create(
                VaultTokenRequest.builder()
                    .id("orders-id")
                    .withPolicy("orders")
                    .noDefaultPolicy()
                    .numUses(1)
                    .build())
            .getToken();
    check("an id of one's own", own.getToken().equals("orders-id"));
    VaultTemplate once = Operator.template(own);
    check("may read once", once.read("plain/none") == null);
    refused("permission denied", () -> once.read("plain/none"));
    root.write(
        "auth/token/roles/short", Map.of("allowed_policies", "orders", "token_period", "30m"));
    VaultTokenResponse made = tokens.create("short");
    check("by a role", made.getRequiredAuth().get("lease_duration").equals(1800));
    VaultTokenRequest more = VaultTokenRequest.builder().withPolicy("root").build();
    refused("Status 400", () -> tokens.create("short", more));
    tokens.revoke(made.getToken());
  }

  private Object policies(VaultToken token) {
    Map<String, String> request = Map.of("token", token.getToken());
    return root.write("auth/token/lookup", request).getRequiredData().get("policies");
  }
}
