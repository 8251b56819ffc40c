package io.azimuth.bootstrap.command.client.token;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import io.azimuth.spi.api.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "renew", description = "Let a token live longer.")
public final class TokenRenewCommand extends ClientCommand {

  @Mixin private FieldOption field = new FieldOption();
  @Mixin private TokenArgument target;

  @Option(
      names = {"--increment", "-i"},
      paramLabel = "DURATION",
      description = "For how long, from now; the server may give less.")
  private @Nullable String increment;

  public TokenRenewCommand(ClientContext context) {
    super(context);
    this.target = new TokenArgument(context);
  }

  @Override
  protected int run(ClientSession session) {
    Value.Builder body = Value.Obj.builder();
    body.putIfPresent("increment", Optional.ofNullable(increment));
    ApiReply reply = session.send("Error renewing token", target.call("renew", body));
    field.print(session.printer(), reply);
    return ExitCode.OK;
  }
}
