package io.azimuth.bootstrap.command.client.token;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.spi.api.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Selects the token of a command: the caller's own, another one, or the one of an accessor. */
final class TokenArgument {

  private final ClientContext context;

  @Option(
      names = "--accessor",
      paramLabel = "ACCESSOR",
      description = "The token of this accessor.")
  private @Nullable String accessor;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TOKEN",
      description =
          "Another token; - asks for it or reads it from standard input, so that it stands in no "
              + "history of commands. Absent: the caller's own.")
  private @Nullable String token;

  TokenArgument(ClientContext context) {
    this.context = context;
  }

  boolean isSelf() {
    return Optional.ofNullable(accessor).isEmpty() && Optional.ofNullable(token).isEmpty();
  }

  boolean isAccessor() {
    return accessor != null;
  }

  /** The argument in place of the token; empty when there is none. */
  String text() {
    if (token == null) {
      return "";
    }
    return token.equals("-") ? context.input().secret("Token (hidden)").expose() : token;
  }

  /**
   * Makes the request for the selected token, such as {@code renew-self}, {@code renew} or {@code
   * renew-accessor}.
   */
  ApiCall call(String verb, Value.Builder body) {
    if (accessor != null && token != null) {
      throw new ClientException("give a token or an accessor, not both");
    }
    if (accessor != null) {
      return ApiCall.post(
          "auth/token/" + verb + "-accessor", body.put("accessor", accessor).build());
    }
    if (token == null) {
      return ApiCall.put("auth/token/" + verb + "-self", body.build());
    }
    return ApiCall.put("auth/token/" + verb, body.put("token", text()).build());
  }
}
