package io.azimuth.bootstrap.command.client.token;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import io.azimuth.spi.api.Value;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(name = "lookup", description = "Tell what a token is and how long it lives.")
public final class TokenLookupCommand extends ClientCommand {

  @Mixin private FieldOption field = new FieldOption();
  @Mixin private TokenArgument target;

  public TokenLookupCommand(ClientContext context) {
    super(context);
    this.target = new TokenArgument(context);
  }

  @Override
  protected int run(ClientSession session) {
    ApiCall call =
        target.isSelf()
            ? ApiCall.get("auth/token/lookup-self")
            : target.call("lookup", Value.Obj.builder());
    field.print(session.printer(), session.send("Error looking up token", call));
    return ExitCode.OK;
  }
}
