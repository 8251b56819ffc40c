package io.azimuth.bootstrap.command.client;

import io.azimuth.application.api.Value;
import io.azimuth.bootstrap.client.ApiReply;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azimuth token renew}. */
@Command(name = "renew", description = "Let a token live longer.")
final class TokenRenew implements Callable<Integer> {

  @Mixin private ClientOptions options;
  @Mixin private FieldOption field = new FieldOption();
  @Mixin private TokenTarget target;

  @Option(
      names = {"--increment", "-i"},
      paramLabel = "DURATION",
      description = "For how long, from now; the server may give less.")
  private @Nullable String increment;

  TokenRenew(ClientContext context) {
    this.options = new ClientOptions(context);
    this.target = new TokenTarget(context);
  }

  @Override
  public Integer call() {
    Session session = options.open();
    Value.Builder body = Value.Obj.builder();
    body.putIfPresent("increment", Optional.ofNullable(increment));
    ApiReply reply = session.send("Error renewing token", target.call("renew", body));
    field.print(session.printer(), reply);
    return ExitCode.OK;
  }
}
