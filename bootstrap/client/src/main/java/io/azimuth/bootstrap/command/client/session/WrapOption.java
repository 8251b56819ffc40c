package io.azimuth.bootstrap.command.client.session;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that asks for a wrapped response. */
public final class WrapOption {

  private final ClientContext context;

  @Option(
      names = "--wrap-ttl",
      paramLabel = "DURATION",
      description =
          "Keep the answer for so long and print the token that unwraps it, once; "
              + "else AZIMUTH_WRAP_TTL, VAULT_WRAP_TTL.")
  private @Nullable String ttl;

  /** Creates an option that picocli fills later. */
  public WrapOption(ClientContext context) {
    this.context = context;
  }

  /** Returns the call with the wrapping option applied. */
  public ApiCall on(ApiCall call) {
    return ttl().map(call::wrapped).orElse(call);
  }

  /** Whether the option, or the variable in its place, is given. */
  public boolean isGiven() {
    return ttl().isPresent();
  }

  private Optional<String> ttl() {
    return Optional.ofNullable(ttl).or(() -> context.variables().get("WRAP_TTL"));
  }

  /** Whether the response is a wrapping token instead of the result. */
  public static boolean isWrapped(ApiReply reply) {
    return reply.object("wrap_info").isPresent();
  }
}
