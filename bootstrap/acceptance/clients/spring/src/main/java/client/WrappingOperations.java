package client;

import static client.Checks.check;
import static client.Checks.refused;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.vault.authentication.CubbyholeAuthentication;
import org.springframework.vault.authentication.CubbyholeAuthenticationOptions;
import org.springframework.vault.authentication.UnwrappingEndpoints;
import org.springframework.vault.client.VaultClients;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.core.VaultWrappingOperations;
import org.springframework.vault.support.VaultResponse;
import org.springframework.vault.support.VaultToken;
import org.springframework.vault.support.WrappedMetadata;
import org.springframework.web.client.RestTemplate;

/** {@code VaultWrappingOperations}, and a login with a wrapped token. */
final class WrappingOperations {

  private final VaultTemplate root;

  WrappingOperations(VaultTemplate root) {
    this.root = root;
  }

  record Message(String a) {}

  void run() {
    VaultWrappingOperations wrapping = root.opsForWrapping();
    WrappedMetadata wrapped = wrapping.wrap(Map.of("a", "b"), Duration.ofSeconds(90));
    check("the time to live", wrapped.getTtl().equals(Duration.ofSeconds(90)));
    check("where it came from", wrapped.getPath().equals("sys/wrapping/wrap"));
    WrappedMetadata looked = wrapping.lookup(wrapped.getToken());
    check("looked up", looked.getTtl().equals(Duration.ofSeconds(90)));
    check("since", looked.getCreationTime().equals(wrapped.getCreationTime()));
    WrappedMetadata again = wrapping.rewrap(wrapped.getToken());
    check("under a new token", !again.getToken().equals(wrapped.getToken()));
    check("the old one is gone", wrapping.lookup(wrapped.getToken()) == null);
    Message read = wrapping.read(again.getToken(), Message.class).getRequiredData();
    check("unwrapped", read.equals(new Message("b")));
    check("only once", wrapping.read(again.getToken()) == null);
    check("nothing for an unknown one", wrapping.read(VaultToken.of("azs.unknown")) == null);
    login();
  }

  /** A job that was handed a wrapping token gets its own token with it. */
  private void login() {
    HttpHeaders headers = new HttpHeaders();
    headers.add("X-Vault-Wrap-TTL", "1m");
    HttpEntity<?> request = new HttpEntity<>(Map.of("policies", "orders"), headers);
    VaultResponse handed =
        root.doWithSession(
            rest -> rest.postForObject("auth/token/create", request, VaultResponse.class));
    CubbyholeAuthenticationOptions options =
        CubbyholeAuthenticationOptions.builder()
            .initialToken(VaultToken.of(handed.getWrapInfo().get("token")))
            .unwrappingEndpoints(UnwrappingEndpoints.SysWrapping)
            .wrapped()
            .build();
    RestTemplate rest = VaultClients.createRestTemplate(Operator.endpoint(), Operator.requests());
    VaultTemplate job = Operator.template(new CubbyholeAuthentication(options, rest));
    check("logged in with it", job.read("plain/none") == null);
    VaultTemplate thief = Operator.template(new CubbyholeAuthentication(options, rest));
    refused("wrapping token is not valid or does not exist", () -> thief.read("plain/none"));
  }
}
