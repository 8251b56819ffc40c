package io.azimuth.bootstrap.agent.sink;

import io.azimuth.bootstrap.agent.AgentServer;
import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.JsonForm;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.util.Optional;

/** Wraps tokens. */
final class TokenWrap {

  private final AgentServer server;

  TokenWrap(AgentServer server) {
    this.server = server;
  }

  /** The JSON of the answer's {@code wrap_info}; unwrapping its token gives {@code token}. */
  SecretText wrapped(SecretText token, String ttl) {
    Value.Obj body = Value.Obj.builder().put("token", token.expose()).build();
    ApiReply reply =
        server.send(ApiCall.put("sys/wrapping/wrap", body).wrapped(ttl), Optional.of(token));
    return reply
        .object("wrap_info")
        .filter(info -> reply.isSuccess())
        .map(info -> SecretText.of(JsonText.of(info, JsonForm.COMMAND)))
        .orElseThrow(
            () ->
                new ClientException(
                    "the server answered " + reply.status() + " to the wrapping of the token"));
  }
}
