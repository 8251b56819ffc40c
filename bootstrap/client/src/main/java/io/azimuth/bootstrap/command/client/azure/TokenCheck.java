package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.util.Optional;

/** Asks the server about a token and shows it as the answer of a login. */
final class TokenCheck {

  private final ClientSession session;

  TokenCheck(ClientSession session) {
    this.session = session;
  }

  /**
   * The answer of a login that gave this token.
   *
   * @throws io.azimuth.bootstrap.client.ClientException if the server does not know the token
   */
  ApiReply check(SecretText token) {
    ApiReply found =
        session.sendAs(
            "Error logging in with the token",
            ApiCall.get("auth/token/lookup-self"),
            Optional.of(token));
    Value.Obj data = found.data();
    Value.Builder auth = Value.Obj.builder().put("client_token", token.expose());
    put(auth, "accessor", data, "accessor");
    put(auth, "policies", data, "policies");
    put(auth, "token_policies", data, "policies");
    put(auth, "identity_policies", data, "identity_policies");
    put(auth, "metadata", data, "meta");
    put(auth, "lease_duration", data, "ttl");
    put(auth, "renewable", data, "renewable");
    put(auth, "entity_id", data, "entity_id");
    put(auth, "token_type", data, "type");
    put(auth, "orphan", data, "orphan");
    Value.Obj body = Value.Obj.builder().put("auth", auth.build()).build();
    return new ApiReply(found.status(), Optional.of(body), Optional.empty());
  }

  private static void put(Value.Builder auth, String name, Value.Obj data, String member) {
    data.get(member).ifPresent(value -> auth.put(name, value));
  }
}
