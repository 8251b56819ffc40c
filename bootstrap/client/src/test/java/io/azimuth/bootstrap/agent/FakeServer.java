package io.azimuth.bootstrap.agent;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A server that answers what the test says, and notes what it was asked. */
final class FakeServer implements AgentServer {

  /** The answer of a server that is away. */
  static final Supplier<ApiReply> AWAY =
      () -> {
        throw new ClientException("nothing listens there");
      };

  /** Each request: its path, and the token it came with. */
  final List<String> requests = new ArrayList<>();

  Supplier<ApiReply> answer = () -> granted("t1", 600, true);

  @Override
  public ApiReply send(ApiCall call, Optional<SecretText> token) {
    requests.add(call.path() + token.map(it -> " " + it.expose()).orElse(""));
    return answer.get();
  }

  /** Logs in at this server. */
  LoginMethod method() {
    return server -> server.send(ApiCall.put("login", Value.Obj.EMPTY), Optional.empty());
  }

  static ApiReply granted(String token, long ttl, boolean renewable) {
    Value.Obj auth =
        Value.Obj.builder()
            .put("client_token", token)
            .put("lease_duration", ttl)
            .put("renewable", renewable)
            .build();
    return new ApiReply(
        200, Optional.of(Value.Obj.builder().put("auth", auth).build()), Optional.empty());
  }

  static ApiReply refused(int status, Duration retryAfter) {
    return new ApiReply(
        status, Optional.empty(), Optional.of(retryAfter).filter(it -> !it.isZero()));
  }
}
